// node write-and-die.ts PATH SEED CHECKPOINTS STEP: writes an export and kills its own process
// (SIGKILL: no handler runs) before the file operation of that number.
import { durableFiles, type FileOperations } from '../src/file-operations.ts';
import { writeExport } from '../src/write-export.ts';
import { smallExport } from './small-export.ts';

const [path = '', seed, checkpoints, step] = process.argv.slice(2);
let operations = 0;
function dieInTime(): void {
  if (operations === Number(step)) process.kill(process.pid, 'SIGKILL');
  operations += 1;
}
const dying: FileOperations = {
  makeFolder: (folder) => {
    dieInTime();
    durableFiles.makeFolder(folder);
  },
  write: (file, text) => {
    dieInTime();
    durableFiles.write(file, text);
  },
  link: (source, target) => {
    dieInTime();
    durableFiles.link(source, target);
  },
  rename: (source, target) => {
    dieInTime();
    durableFiles.rename(source, target);
  },
  remove: (target) => {
    dieInTime();
    durableFiles.remove(target);
  },
};
writeExport(path, smallExport(Number(seed), Number(checkpoints)), dying);
