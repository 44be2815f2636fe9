import ts from 'typescript';

/** Types of AssemblyScript that a field can have, all of four bytes, and how it is written. */
const STORED_AS: Readonly<Record<string, 'u32' | 'f32'>> = { u32: 'u32', usize: 'u32', f32: 'f32' };

/** What a file of records says: each record's fields, in order, and the constants that go with them. */
export interface MemoryLayout {
  readonly records: Readonly<Record<string, Readonly<Record<string, 'u32' | 'f32'>>>>;
  readonly constants: Readonly<Record<string, number>>;
}

/**
 * Reads the exported classes and numbers of an AssemblyScript file.
 * @param source its text
 * @throws Error that names a field whose type is none of u32, usize and f32
 */
export function readLayout(source: string, file: string): MemoryLayout {
  const { statements } = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const classes = statements.filter(ts.isClassDeclaration);
  const declarations = statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
  return {
    records: Object.fromEntries(
      classes.map((record) => [record.name?.text ?? '', fieldsOf(record, file)]),
    ),
    constants: Object.fromEntries(
      declarations.flatMap(({ name, initializer }) =>
        initializer && ts.isNumericLiteral(initializer)
          ? [[name.getText(), Number(initializer.text)]]
          : [],
      ),
    ),
  };
}

function fieldsOf(record: ts.ClassDeclaration, file: string): Record<string, 'u32' | 'f32'> {
  const properties = record.members.filter(ts.isPropertyDeclaration);
  return Object.fromEntries(
    properties.map(({ name, type }) => {
      const stored = STORED_AS[type?.getText() ?? ''];
      if (stored) return [name.getText(), stored];
      const field = `${record.name?.text ?? ''}.${name.getText()}`;
      const types = Object.keys(STORED_AS).join(', ');
      throw new Error(
        `${file}: ${field}: expected one of ${types}, found ${type?.getText() ?? 'no type'}`,
      );
    }),
  );
}
