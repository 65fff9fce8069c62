import { writeFileSync } from 'node:fs'
import { compile, path, sheets } from './compile.ts'

for (const sheet of sheets) {
  const css = compile(sheet)
  writeFileSync(path(sheet), css)
  console.log(`${sheet}.css ${css.length} bytes`)
}
