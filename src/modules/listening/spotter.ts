import cy from '../../../locales/cy/moderation.json' with { type: 'json' }
import en from '../../../locales/en/moderation.json' with { type: 'json' }
import ur from '../../../locales/ur/moderation.json' with { type: 'json' }
import { contactDetails, type DetailKind } from './contact-detail.ts'
import { folded } from './folded-text.ts'
import { personalNames, telltale } from './personal-name.ts'

// What in somebody's own words could lead to a person. It decides nothing: what is found waits for
// a moderator, or is shown with the finding held back. It errs towards finding too much, because a
// name once public cannot be taken back, and stays with rules that a moderator can be told in a
// sentence. What it is for and what it leaves alone: contact-detail.ts and personal-name.ts.

export type FindingKind = 'name' | DetailKind
/** A place in a text, in UTF-16 units of the text as it was given, and what is shown in its stead. */
export type Finding = { kind: FindingKind; start: number; end: number; replacement: string }

type Span = { kind: FindingKind; start: number; end: number }

const shown: Record<string, Record<string, string>> = { en, cy, ur }

export function spot(text: string, language: string): Finding[] {
  // What is found is taken out and the rest is looked at again, until nothing more is found: so the
  // public text, looked at again by anyone, holds nothing either.
  const pieces = holder(language)
  const known = new Set<string>()
  let spans: Span[] = []
  for (;;) {
    const { text: left, places } = publicText(text, spans, pieces)
    const more = [...look(left, known), ...again(left, text, spans)]
      .map((span) => ({ kind: span.kind, ...originalOf(span, places) }))
      .filter((span) => !spans.some((each) => each.start <= span.start && span.end <= each.end))
    if (more.length === 0) break
    spans = merged([...spans, ...more])
    for (const { kind, start, end } of spans)
      if (kind === 'name')
        for (const each of telltale(folded(text.slice(start, end)).text)) known.add(each)
  }
  return spans.map((span) => ({ ...span, replacement: pieces(span.kind) }))
}

/** The text that may be public. What was given is kept beside it, word for word. */
export function holdBack(text: string, findings: readonly Finding[]): string {
  return publicText(text, merged(findings), undefined, findings).text
}

export function holder(language: string): (kind: FindingKind) => string {
  const words = shown[language] ?? en
  return (kind) => words[`resident.held.${kind}`] ?? en[`resident.held.${kind}`]
}

function look(text: string, known: ReadonlySet<string>): Span[] {
  const plain = folded(text)
  const spans = [
    ...contactDetails(plain.text),
    ...personalNames(plain.text, known).map((found) => ({ kind: 'name' as const, ...found })),
  ]
  return spans.map(({ kind, start, end }) => ({ kind, ...plain.original(start, end) }))
}

/** A number, an address or a plate that was found once is held wherever else it stands. */
function again(left: string, text: string, spans: readonly Span[]): Span[] {
  const out: Span[] = []
  for (const { kind, start, end } of spans) {
    const words = text.slice(start, end)
    if (kind === 'name' || words.length < 5) continue
    for (let at = left.indexOf(words); at >= 0; at = left.indexOf(words, at + words.length)) {
      // An accent that follows belongs to the last character.
      const loose = /^[\p{M}\u200d]*/u.exec(left.slice(at + words.length))![0].length
      out.push({ kind, start: at, end: at + words.length + loose })
    }
  }
  return out
}

/** Spans in order, those that touch made one; of two kinds the longer one gives its name. */
function merged(spans: readonly Span[]): Span[] {
  const out: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1)
    if (last && span.start < last.end) {
      if (span.end - span.start > last.end - last.start) last.kind = span.kind
      last.end = Math.max(last.end, span.end)
    } else out.push({ kind: span.kind, start: span.start, end: span.end })
  }
  return out
}

type Place = { from: number; to: number; start: number; end: number; held: boolean }

/** The text with the spans replaced, and which part of it stands for which part of the original. */
function publicText(
  text: string,
  spans: readonly Span[],
  pieces?: (kind: FindingKind) => string,
  findings: readonly Finding[] = [],
): { text: string; places: Place[] } {
  let out = ''
  let at = 0
  const places: Place[] = []
  const add = (piece: string, start: number, end: number, held: boolean) => {
    places.push({ from: out.length, to: out.length + piece.length, start, end, held })
    out += piece
  }
  for (const span of spans) {
    if (span.start > at) add(text.slice(at, span.start), at, span.start, false)
    const piece =
      pieces?.(span.kind) ??
      findings.find(
        (each) => each.kind === span.kind && each.start < span.end && span.start < each.end,
      )?.replacement ??
      '[…]'
    add(piece, span.start, span.end, true)
    at = span.end
  }
  if (at < text.length) add(text.slice(at), at, text.length, false)
  return { text: out, places }
}

/** Where a place in the public text lies in the original; one that reaches into something held takes in all of it. */
function originalOf(span: Span, places: readonly Place[]): { start: number; end: number } {
  const touched = places.filter((place) => place.from < span.end && span.start < place.to)
  const [first, last] = [touched[0]!, touched.at(-1)!]
  return {
    start: first.held ? first.start : first.start + (span.start - first.from),
    end: last.held ? last.end : last.start + (span.end - last.from),
  }
}
