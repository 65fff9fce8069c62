import { bare } from './folded-text.ts'
import { clearNames, doubtfulNames, familyNames, urduNames } from './given-name.ts'

// Names of private people. Left alone on purpose, because people must be free to speak of them:
// - people by what they do: "the housing officer", "my GP", "the council";
// - those elected or appointed to speak for others, in that role: "Councillor Jones", "the Mayor";
// - organisations and places that carry a name: "Mary Seacole House", "St George's Church".

export type Found = { start: number; end: number }

const word = String.raw`\p{Lu}[\p{L}\p{M}]*(?:['-]\p{Lu}?[\p{L}\p{M}]+)*`
// Possessives stay visible: [a name]’s dog.
const ends = String.raw`(?![\p{L}\p{M}\p{N}])`
const begins = String.raw`(?<![\p{L}\p{M}\p{N}'@])`
// A name goes on within its line.
const gap = String.raw`[ \t\u00a0]+`
const particles = `ap|ab|ferch|van|von|de|del|da|bin|bint|ibn|al|el|ur|ul|mac|mc|o`

const titles =
  'mr|mrs|ms|miss|mx|dr|doctor|prof|professor|rev|revd|reverend|father|sister|pastor|imam|maulana|sir|dame|lady|lord|pc|wpc|sgt|mister|bonwr|y br|mrs|y parch|parch|hafiz|begum|bibi'
/** Before a name these say that somebody speaks for others. */
const publicRoles =
  /(?:^|[^\p{L}])(?:cllr|councillor|cllrs|councillors|cynghorydd|y cyng|cyng|mp|ms|msp|mla|am|mayor|maer|minister|gweinidog|prime minister|secretary|queen|king|prince|princess|brenhines|brenin|tywysog|saint|st|san|santes|prophet|hazrat|pope|president|brother|our lady|حضرت|نبی|رسول)\.?\s+(?:\p{Lu}[\p{L}'-]*\s+)?$/iu

const relation = `neighbour|neighbor|neighbours|friend|mate|brother|sister|mum|mam|mother|dad|father|son|daughter|husband|wife|partner|boyfriend|girlfriend|fiance|fiancée|ex|aunt|auntie|aunty|uncle|nan|nana|gran|grandma|grandad|granddad|grandmother|grandfather|cousin|nephew|niece|landlord|landlady|boss|manager|carer|teacher|doctor|nurse|social worker|support worker|health visitor|lodger|tenant|stepson|stepdaughter|stepdad|stepmum|baby|boy|girl|lad|kid`
const relationWelsh = `cymydog|gymydog|nghymydog|chymydog|cymdoges|ffrind|brawd|mrawd|chwaer|mam|tad|nhad|mab|merch|gŵr|ngŵr|gwraig|ngwraig|partner|cariad|nghariad|modryb|ewythr|nain|taid|mam-gu|tad-cu|cefnder|cyfnither|nai|nith|landlord|bòs|rheolwr|gofalwr|athro|athrawes|meddyg|nyrs`
const mine = `my|our|his|her|their|the|your|ur|fy|ein|ei|eu|dy|y`
const callings = `man|woman|boy|girl|lad|guy|bloke|lady|child|kid|officer|person|someone|somebody|neighbour|teacher|worker|dyn|menyw|dynes|bachgen|merch|rhywun|plentyn`

// Beside a name these make a place or an organisation of it.
const placeWords = new Set(
  `street st road rd avenue ave lane close drive court crescent terrace gardens grove place square way walk row rise mews estate house houses school primary
  academy college university hospital infirmary hospice surgery centre center church chapel mosque temple gurdwara hall library museum theatre station line bridge
  market trust foundation ward pub inn arms hotel cafe club stadium ground island isle bay town city village county council league cup day week institute building block
  tower towers court flats bus stop memorial nursery playgroup society association group ltd limited plc homes housing bakery stores supermarket carpets park playing golf course
  fields wood woods hill common moor lido pool baths arcade parade`.split(/\s+/),
)
// Those of them that are family names too count only where the text goes to a place, not to a person.
const alsoFamilyNames = new Set(
  'lane hill wood woods park hall bridge church house banks field fields grove close court ward street rhodes day week line inn club moor ground town parade way walker place pool'.split(
    ' ',
  ),
)
const notFamily = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december christmas easter
  eid ramadan diwali nhs gp the a an and or but if in on at to of for from with is are was were has have had he she they we i it his her my our their who what when where why how
  not no yes please thank thanks says said council english welsh british irish scottish polish muslim christian hindu sikh jewish dydd llun mawrth mercher iau gwener sadwrn sul
  mae mi fe yn yr y a ac ond ar i o am dim ydy yw oedd cyngor`.split(/\s+/),
)
// A capital after "my" or "my friend" that is no name.
const notCalled = new Set(
  `${[...notFamily].join(' ')} facebook whatsapp asda tesco lidl aldi morrisons universal credit pip covid age citizens advice mind dial polish romanian pakistani indian
  bangladeshi somali syrian ukrainian afghan chinese black white asian african caribbean european american roma gypsy traveller lgbt deaf disabled`.split(
    /\s+/,
  ),
)

/** Where names are in a text that folded-text.ts made plain. `known` are words already held as names: they are held wherever else they stand. */
export function personalNames(text: string, known: ReadonlySet<string> = new Set()): Found[] {
  const shouting = !/\p{Ll}{2}/u.test(text)
  return [
    ...titled(text),
    ...related(text, shouting),
    ...listed(text, shouting),
    ...inUrdu(text),
    ...repeated(text, known),
  ]
}

function titled(text: string): Found[] {
  const pattern = new RegExp(String.raw`${begins}(?:${titles})\.?\s+(?=['"]?[\p{Lu}\p{Ll}])`, 'giu')
  const found: Found[] = []
  for (const match of text.matchAll(pattern)) {
    const start = match.index + match[0].length
    const first = new RegExp(
      String.raw`^(?:\p{Lu}\.?${gap}){0,3}(?:(?:${particles})${gap})?${word}`,
      'u',
    ).exec(text.slice(start))
    const small = first ? null : /^\p{Ll}[\p{L}\p{M}'-]+/u.exec(text.slice(start))
    if (first) {
      const lastWord = bare(first[0].split(/\s+/).at(-1)!)
      // "Father Christmas", "Sister Act" and "PC World" lose nothing by being looked at; "Lord Mayor" is a role.
      if (notFamily.has(lastWord) || lastWord === 'mayor' || lastWord === 'provost') continue
      const end = familyAfter(text, start + first[0].length, false)
      if (!isPlace(text, match.index, end)) found.push({ start: match.index, end })
    } else if (
      small &&
      (familyNames.has(bare(small[0])) || clearNames.has(bare(small[0]))) &&
      /^(?:mr|mrs|ms|miss|mx|dr)\b/i.test(match[0])
    ) {
      found.push({ start: match.index, end: familyAfter(text, start + small[0].length, true) })
    }
  }
  return found
}

/** "My neighbour Dave", "a man called Zbigniew", "my name is Oksana", "fy ffrind Sioned". */
function related(text: string, shouting: boolean): Found[] {
  const cues = [
    String.raw`\b(?:${mine})\s+(?:[\p{Ll}-]+\s+){0,2}?(?:${relation}|${relationWelsh})(?:'s\s+name\s+is|\s+called|\s+named|\s+o'r\s+enw)?,?\s+`,
    String.raw`\b(?:${callings})\s+(?:called|named|by the name of|known as|o'r enw|o’r enw)\s+`,
    String.raw`\b(?:my|his|her|their|fy|ei|eu)\s+(?:(?:full|real|first|last|sur)\s*)?(?:name\s+is|names|name's|enw\s+i\s+(?:yw|ydy)|enw\s+(?:yw|ydy|e|hi|o))\s+`,
    String.raw`(?<=^|[.!?]\s)(?:i'm|i am|this is|dwi|rydw i)\s+`,
  ]
  const found: Found[] = []
  for (const [index, cue] of cues.entries()) {
    for (const match of text.matchAll(new RegExp(cue, 'giu'))) {
      const start = match.index + match[0].length
      const capital = new RegExp(`^${word}${ends}`, 'u').exec(text.slice(start))
      const any = /^[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]{2,})*/u.exec(text.slice(start))
      if (!any) continue
      const named = withoutPossessive(capital?.[0] ?? any[0])
      const plain = bare(named)
      const listedName = clearNames.has(plain) || doubtfulNames.has(plain)
      const capitalised = capital !== null && !shouting && !notCalled.has(plain)
      // "I'm Tired" proves nothing: there, and in small letters, the name must be one we know; and
      // "my mum will" names nobody.
      const isName =
        index === 3
          ? listedName && capital !== null && !notFamily.has(plain)
          : capitalised || (listedName && (capital !== null || !doubtfulNames.has(plain)))
      if (!isName) continue
      const end = familyAfter(text, start + named.length, capital === null || shouting)
      if (!isPlace(text, start, end)) found.push({ start, end })
    }
  }
  return found
}

function listed(text: string, shouting: boolean): Found[] {
  const found: Found[] = []
  for (const match of text.matchAll(
    new RegExp(String.raw`${begins}\p{L}[\p{L}\p{M}]*(?:['-]\p{L}[\p{L}\p{M}]+)*`, 'gu'),
  )) {
    const named = withoutPossessive(match[0])
    const plain = bare(named)
    const first = plain.split('-')[0]!
    const capital = /^\p{Lu}/u.test(named)
    const clear = clearNames.has(plain) || (plain.includes('-') && clearNames.has(first))
    const after = match.index + named.length
    if (clear) {
      // Two or three small letters are as often a slip of the thumb as a name.
      if (!capital && plain.length < 4 && !familyFollows(text, after)) continue
    } else if (doubtfulNames.has(plain)) {
      // "Rose Begum" and "Mark Davies": a family name we know, or initials and a capital, follow.
      if (!capital || !familyFollows(text, after) || (shouting && plain.length < 4)) continue
    } else continue
    if (publicRoles.test(text.slice(Math.max(0, match.index - 60), match.index))) continue
    const end = familyAfter(text, after, !capital || shouting)
    if (isPlace(text, match.index, end)) continue
    found.push({ start: match.index, end })
  }
  return found
}

function familyFollows(text: string, at: number): boolean {
  const next = /^\s+([\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*)/u.exec(text.slice(at))
  return next !== null && familyNames.has(bare(withoutPossessive(next[1]!)).replaceAll("'", ''))
}

/** The end of a name that begins before `at`: up to three more words of it. In small letters only known family names go on. */
function familyAfter(text: string, at: number, small: boolean): number {
  let end = at
  for (let more = 0; more < 3; more += 1) {
    const rest = text.slice(end)
    const next = small
      ? /^[ \t\u00a0]+(?:(?:ap|ab|bin|bint)\s+)?([\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*)/u.exec(rest)
      : new RegExp(
          String.raw`^(?:${gap}|-)(?:(?:${particles})[ -])?(${word}|\p{Lu}\.?(?=${gap}\p{Lu}))`,
          'u',
        ).exec(rest)
    if (!next) break
    const named = withoutPossessive(next[1]!)
    const plain = bare(named).replaceAll("'", '')
    if (small ? !familyNames.has(plain) && !clearNames.has(plain) : notFamily.has(plain)) break
    end += next[0].length - (next[1]!.length - named.length)
    if (named !== next[1]) break
  }
  return end
}

/** Whether what looks like a name is part of a place or an organisation: St George’s, Victoria Wood Centre, the Alice Lane bus. */
function isPlace(text: string, start: number, end: number): boolean {
  if (
    /(?:^|[^\p{L}])(?:st|saint|san|sant|santes|llan|queen|king|prince|princess)\.?\s+$/iu.test(
      text.slice(Math.max(0, start - 12), start),
    )
  )
    return true
  const words = text
    .slice(start, end)
    .split(/[\s-]+/)
    .map(bare)
  const after = /^(?:'s?)?\s+([\p{L}\p{M}]+)(?:\s+([\p{L}\p{M}]+))?/u.exec(text.slice(end))
  const inside = words.slice(1)
  const goesThere =
    /(?:^|[^\p{L}])(?:in|on|at|near|by|down|along|off|round|around|the|through|behind|outside|opposite|yn|ar|ger|wrth)\s+$/iu.test(
      text.slice(Math.max(0, start - 12), start),
    )
  const next = after && /^\p{Lu}/u.test(after[1]!) ? bare(after[1]!) : ''
  const beyond = after && next && /^\p{Lu}/u.test(after[2] ?? '') ? bare(after[2]!) : ''
  for (const each of [...inside, next, beyond]) {
    if (!placeWords.has(each)) continue
    if (!alsoFamilyNames.has(each) || goesThere) return true
  }
  return false
}

function inUrdu(text: string): Found[] {
  if (!/\p{Script=Arabic}/u.test(text)) return []
  const found: Found[] = []
  const letters = String.raw`[\p{Script=Arabic}\p{M}]`
  for (const match of text.matchAll(
    new RegExp(String.raw`(?<!${letters})${letters}+(?!${letters})`, 'gu'),
  )) {
    if (
      !urduNames.has(match[0]) &&
      !urduNames.has(match[0].normalize('NFC').replace(/[\u064b-\u065f]/gu, ''))
    )
      continue
    const before = text.slice(Math.max(0, match.index - 20), match.index)
    if (/(?:حضرت|نبی|رسول|مسجد|مدرسہ|اسکول|ہسپتال|روڈ)\s+$/u.test(before)) continue
    if (
      /^\s+(?:مسجد|روڈ|اسٹریٹ|اسکول|ہسپتال|پارک)/u.test(text.slice(match.index + match[0].length))
    )
      continue
    found.push({ start: match.index, end: match.index + match[0].length })
  }
  for (const match of text.matchAll(
    new RegExp(
      String.raw`(?:میرا|میری|اس کا|ان کا|اسکا)\s+نام\s+(${letters}+)(?:\s+(${letters}+))?\s+ہے`,
      'gu',
    ),
  )) {
    const start = match.index + match[0].indexOf(match[1]!, match[0].indexOf('نام') + 3)
    const end =
      match.index + match[0].lastIndexOf(match[2] ?? match[1]!) + (match[2] ?? match[1]!).length
    found.push({ start, end })
  }
  for (const match of text.matchAll(
    new RegExp(
      String.raw`(?<!${letters})(?:جناب|محترم|محترمہ|مسٹر|مسز|مس|ڈاکٹر|بیگم|بھائی)\s+(${letters}{2,})`,
      'gu',
    ),
  )) {
    const start = match.index
    if (!/^(?:صاحب|صاحبہ|نے|کو|کے|کی|کا|سے|پر|اور|ہے|ہیں)$/u.test(match[1]!))
      found.push({ start, end: start + match[0].length })
  }
  return found
}

function repeated(text: string, known: ReadonlySet<string>): Found[] {
  if (known.size === 0) return []
  return [...text.matchAll(/(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*/gu)]
    .filter((match) => known.has(bare(withoutPossessive(match[0]))))
    .map((match) => ({ start: match.index, end: match.index + withoutPossessive(match[0]).length }))
}

/** The words of a name that would give it away again further on. */
export function telltale(name: string): string[] {
  return [...name.matchAll(/[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*/gu)]
    .map(([each]) => withoutPossessive(each))
    .filter(
      (each) =>
        /^[\p{Lu}\p{Lo}]/u.test(each) || clearNames.has(bare(each)) || familyNames.has(bare(each)),
    )
    .map(bare)
    .filter(
      (each) => each.length > 2 && !new RegExp(`^(?:${titles}|${particles})$`, 'iu').test(each),
    )
}

function withoutPossessive(named: string): string {
  return named.replace(/'s$/i, '')
}
