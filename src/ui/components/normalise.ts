// Markup as a list of what matters in it: tags with sorted attributes, words with single spaces.
// For comparing in tests; it reads the plain markup that templates make, not any markup at all.

const TOKEN =
  /<!--[\s\S]*?-->|<\/?[a-zA-Z][^\s>/]*(?:\s+[^\s=>]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?)*\s*\/?>|[^<]+|</g
const ATTRIBUTE = /([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  ctdot: '⋯',
}

export function normalise(markup: string): string[] {
  const out: string[] = []
  for (const [token] of markup.matchAll(TOKEN)) {
    if (token.startsWith('<!--')) continue
    const [, slash, name, rest] = /^<(\/?)([a-zA-Z][^\s>/]*)([\s\S]*?)\/?>$/.exec(token) ?? []
    if (name === undefined) {
      const said = decode(token).replace(/\s+/g, ' ').trim()
      if (!said) continue
      // Words cut in two by a comment are one.
      const last = out.at(-1)
      if (last !== undefined && !last.startsWith('<')) out[out.length - 1] = `${last} ${said}`
      else out.push(said)
      continue
    }
    out.push(slash ? `</${name}>` : `<${[name, ...attributesOf(rest ?? '')].join(' ')}>`)
  }
  return out
}

function attributesOf(text: string): string[] {
  return [...text.matchAll(ATTRIBUTE)]
    .map(([, name, double, single, bare]) => {
      const value = decode(double ?? single ?? bare ?? '')
        .replace(/\s+/g, ' ')
        .trim()
      return `${name}="${value}"`
    })
    .sort()
}

function decode(text: string): string {
  return text.replace(/&(#?\w+);/g, (all, name: string) => entities[name] ?? all)
}
