import { mkdirSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeBarDigits } from '../testing/idx-writer.ts';
import { useTemporaryFolder } from '../testing/temporary-folder.ts';
import { DataFileError } from './data-file-error.ts';
import { findIdxFile } from './find-idx-file.ts';
import { hasMnist, readMnist } from './idx-files.ts';

describe('findIdxFile', () => {
  const folder = useTemporaryFolder();

  /** Puts the four files under the names that a layout gives them. */
  function layOut(nameOf: (name: string) => string): void {
    const data = join(folder(), 'unpacked');
    writeBarDigits(data, { train: 3, t10k: 2 });
    for (const name of readdirSync(data)) {
      const target = join(folder(), 'data', nameOf(name));
      mkdirSync(dirname(target), { recursive: true });
      renameSync(join(data, name), target);
    }
  }
  const data = (): string => join(folder(), 'data');

  const layouts: [string, (name: string) => string][] = [
    ['as published', (name) => name],
    ['with a dot', (name) => name.replace('-idx', '.idx')],
    ['with dots', (name) => name.replaceAll('-', '.')],
    ['with underscores', (name) => name.replaceAll('-', '_')],
    ['in upper case', (name) => name.toUpperCase()],
    ['as torchvision has them', (name) => `MNIST/raw/${name}`],
    ['in a folder each, of the same name', (name) => `${name}/${name}`],
    ['in a folder each, with another name', (name) => `${name}/${name.replace('-idx', '.idx')}`],
    ['downloaded twice', (name) => `${name} (1)`],
  ];
  for (const [name, nameOf] of layouts) {
    it(`reads them ${name}`, () => {
      layOut(nameOf);
      expect(readMnist(data(), 'train').labels.length).toBe(3);
      expect(readMnist(data(), 't10k').labels.length).toBe(2);
    });
  }

  it('prefers what lies nearer, and has the plainer name', () => {
    layOut((name) => `MNIST/raw/${name}`);
    mkdirSync(join(data(), 'train-images-idx3-ubyte'));
    layOut((name) => name.replace('-idx', '.idx'));
    expect(findIdxFile(data(), 'train', 'images')).toBe(join(data(), 'train-images.idx3-ubyte'));
    layOut((name) => `${name} (1)`);
    layOut((name) => `${name}.gz`);
    expect(findIdxFile(data(), 't10k', 'labels')).toBe(join(data(), 't10k-labels.idx1-ubyte'));
  });

  it('prefers the published of two names that are as long', () => {
    layOut((name) => name.replace('-idx', '.idx'));
    layOut((name) => name.replaceAll('-', '_'));
    layOut((name) => name);
    expect(findIdxFile(data(), 't10k', 'images')).toBe(join(data(), 't10k-images-idx3-ubyte'));
  });

  it('finds nothing in a folder that is not there', () => {
    expect(() => findIdxFile(data(), 't10k', 'labels')).toThrowError(
      DataFileError,
      `${data()}: expected a file t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz, found none`,
    );
  });

  it('does not choose between two sets', () => {
    layOut((name) => `mnist/${name}`);
    layOut((name) => `fashion/${name}`);
    expect(() => findIdxFile(data(), 'train', 'images')).toThrowError(
      DataFileError,
      /data: expected one train set, found .*(fashion.* and .*mnist|mnist.* and .*fashion)/,
    );
  });

  it('is not led astray by links, and goes no deeper than it says', () => {
    layOut((name) => `a/b/c/${name}`);
    symlinkSync(data(), join(data(), 'a', 'again'));
    symlinkSync(join(data(), 'nowhere'), join(data(), 'train-images-idx3-ubyte'));
    expect(hasMnist(data(), 'train')).toBeFalse();
    expect(hasMnist(join(data(), 'a'), 'train')).toBeTrue();
    expect(hasMnist(join(data(), 'none'), 'train')).toBeFalse();
  });
});
