export type Minutes = {
  id: string
  meeting: string
  version: number
  text: string
  language: string
  writtenAt: Date
  publishedAt: Date | null
}

/** A part of minutes as they are read: a heading, a list, somebody's own words, or a paragraph. */
export type Block =
  | { kind: 'heading'; level: 2 | 3 | 4; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  | { kind: 'quote'; lines: string[] }
  | { kind: 'paragraph'; lines: string[] }

/**
 * Plain text as its writer meant it: `## ` begins a heading, `- ` or `1. ` an item of a list, `> `
 * somebody's own words; an empty line ends what came before. Everything else stands as it is written.
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let open: Exclude<Block, { kind: 'heading' }> | undefined
  const into = <B extends Exclude<Block, { kind: 'heading' }>>(fits: boolean, fresh: B): B => {
    if (!fits) {
      blocks.push(fresh)
      open = fresh
    }
    return open as B
  }
  for (const line of text.split('\n').map((each) => each.trimEnd())) {
    const heading = /^(#{1,6})\s+(\S.*)$/.exec(line)
    const item = /^\s*(?:[-*•]|(\d{1,3})[.)])\s+(\S.*)$/.exec(line)
    const quote = /^>\s?(.*)$/.exec(line)
    if (line.trim() === '') open = undefined
    else if (heading) {
      // The page has a heading of its own above all of these.
      const level = Math.min(4, Math.max(2, heading[1]!.length)) as 2 | 3 | 4
      blocks.push({ kind: 'heading', level, text: heading[2]! })
      open = undefined
    } else if (item) {
      const ordered = item[1] !== undefined
      const fits = open?.kind === 'list' && open.ordered === ordered
      into(fits, { kind: 'list', ordered, items: [] as string[] }).items.push(item[2]!)
    } else if (quote)
      into(open?.kind === 'quote', { kind: 'quote', lines: [] as string[] }).lines.push(quote[1]!)
    else
      into(open?.kind === 'paragraph', { kind: 'paragraph', lines: [] as string[] }).lines.push(
        line.trim(),
      )
  }
  return blocks
}

/** Somebody's own words, set off from ours whatever lines they wrote. */
export const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
