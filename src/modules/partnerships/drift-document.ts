import { unzipSync } from 'fflate'

/** As much of a document as is read: some 70 pages. */
export const longestDocument = 200_000

// What a Word file of that length could hold, with room for its markup.
const mostOfXml = 20_000_000

/** The words of a file that somebody chose: plain text, or a Word document. Nothing where it is neither. */
export function textOfFile(bytes: Uint8Array): string | undefined {
  // A Word file is a zip: it begins with the name of whoever invented that.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return textOfWord(bytes)
  if (bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function textOfWord(bytes: Uint8Array): string | undefined {
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => name === 'word/document.xml' && originalSize <= mostOfXml,
    })
    const xml = parts['word/document.xml']
    return xml && textOfXml(new TextDecoder().decode(xml))
  } catch {
    return undefined
  }
}

/** The running text of WordprocessingML: what was struck out is left out, a paragraph is a line. */
function textOfXml(xml: string): string {
  const pieces: string[] = []
  for (const [whole, tag, text] of xml.matchAll(
    /<w:(t)(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(?:tab|br|cr)(?:\s[^>]*)?\/>|<\/w:p>/g,
  ))
    pieces.push(
      tag === 't'
        ? unescaped(text ?? '')
        : whole === '</w:p>'
          ? '\n'
          : whole.startsWith('<w:tab')
            ? '\t'
            : '\n',
    )
  return pieces.join('').trim()
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    const code = hex ? parseInt(hex, 16) : decimal ? Number(decimal) : null
    if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : ''
    return named[String(name)] ?? whole
  })
