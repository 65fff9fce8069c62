import { phones } from './phone-number.ts'

// What leads to one person's door, phone or papers: found in text that folded-text.ts made plain.
//
// Left alone on purpose: what leads to an organisation. Numbers that begin 03, 080, 084, 087 or 09
// belong to organisations and helplines; websites are public; a street without a house number is a
// place that people share.
//
// Anybody may send ten thousand characters of anything, so no pattern may begin at every character and
// run on without end: what could is counted ({0,63}, \s{1,9}), which keeps the work in step with the length.

export type DetailKind =
  | 'phone'
  | 'email'
  | 'handle'
  | 'postcode'
  | 'address'
  | 'vehicle'
  | 'number'
export type Detail = { kind: DetailKind; start: number; end: number }

export function contactDetails(text: string): Detail[] {
  return [
    ...emails(text),
    ...handles(text),
    ...identityNumbers(text),
    ...phones(text).map((found) => ({ kind: 'phone' as const, ...found })),
    ...postcodes(text),
    ...addresses(text),
    ...vehicles(text),
  ]
}

const found = (
  kind: DetailKind,
  text: string,
  pattern: RegExp,
  fits: (match: RegExpExecArray) => boolean = () => true,
): Detail[] =>
  [...text.matchAll(pattern)]
    .filter((match) => match[0] !== '' && fits(match))
    .map((match) => ({ kind, start: match.index, end: match.index + match[0].length }))

// -------------------------------------------------------------------------------------------------

const mailHouses =
  'gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|live|msn|btinternet|sky|aol|talktalk|protonmail|virginmedia'

function emails(text: string): Detail[] {
  return [
    ...found(
      'email',
      text,
      /[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}\s?@\s?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{2,63}){0,3}\.\p{L}{2,63}/gu,
    ),
    // Said aloud: "jane dot smith at gmail dot com", "jane (at) example.org".
    ...found(
      'email',
      text,
      /[\p{L}\p{N}][\w.+-]{0,63}(?:\s+dot\s+[\w-]+){0,3}\s*[([{]\s*(?:at|@)\s*[)\]}]\s*[\w-]+(?:\s*(?:\.|[([{]?\bdot\b[)\]}]?)\s*[\w-]{2,}){1,3}/giu,
    ),
    ...found(
      'email',
      text,
      /[\p{L}\p{N}][\w.+-]{0,63}(?:\s+dot\s+[\w-]+){0,3}\s+at\s+[\w-]+(?:\s+dot\s+[\w-]{2,}){1,3}/giu,
    ),
    ...found(
      'email',
      text,
      new RegExp(
        String.raw`[\p{L}\p{N}][\w.+-]{0,63}(?:\s+dot\s+[\w-]+){0,3}\s+at\s+(?:${mailHouses})(?:\s*(?:\.|dot)\s*(?:com|co|uk|net)){1,2}`,
        'giu',
      ),
    ),
  ]
}

function handles(text: string): Detail[] {
  return [
    ...found(
      'handle',
      text,
      /(?<![\p{L}\p{N}_.@])@(?=[\w.]*[a-z_])[A-Za-z0-9_](?:[\w.]{0,28}\w)?(?!\s?@)/gu,
      ([all]) => !/^@\d{1,2}([:.]\d\d)?(am|pm|yb|yh)?$/i.test(all),
    ),
    ...found(
      'handle',
      text,
      /\b(?:https?:\/\/)?(?:www\.|m\.)?(?:facebook|fb|instagram|tiktok|twitter|x|snapchat|linkedin|t|wa)\.(?:com|me)\/[\w.@/?=&%+-]*[\w/]/giu,
    ),
    ...found(
      'handle',
      text,
      /(?<=\b(?:insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|twitter|discord|telegram|facebook|fb)(?:\s{1,9}(?:is|name|handle))?\s{0,9}[:=]\s{0,9})[A-Za-z0-9_](?:[\w.]{1,28}\w)/giu,
    ),
  ]
}

// -------------------------------------------------------------------------------------------------

/** The weighted remainder by which an NHS, CHI or H&C number proves itself (NHS Data Dictionary: modulus 11). */
export function isHealthNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return false
  const sum = Array.from(digits.slice(0, 9), Number).reduce(
    (total, digit, place) => total + digit * (10 - place),
    0,
  )
  const check = 11 - (sum % 11)
  return check !== 10 && (check === 11 ? 0 : check) === Number(digits[9])
}

function identityNumbers(text: string): Detail[] {
  return [
    ...found(
      'number',
      text,
      /(?<![\p{L}\p{N}])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ .-]?\d\d[ .-]?\d\d[ .-]?\d\d[ .-]?[A-D](?![\p{L}\p{N}])/giu,
    ),
    ...found(
      'number',
      text,
      /(?<![\p{L}\p{N}.,£$€+-])\d{3}[ .-]{0,3}\d{3}[ .-]{0,3}\d{4}(?![\d\p{L}]|[.,]\d)/gu,
      ([all]) => isHealthNumber(all.replace(/\D/g, '')),
    ),
  ]
}

// -------------------------------------------------------------------------------------------------

// The letters that a British postcode can begin with (Royal Mail's postcode areas).
const postcodeAreas = new Set(
  `AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA
  HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH
  RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE`.split(
    /\s+/,
  ),
)

/** A full postcode names about fifteen homes. The first half alone (BD3) is shared by thousands and stays. */
function postcodes(text: string): Detail[] {
  return found(
    'postcode',
    text,
    /(?<![\p{L}\p{N}])([A-Z]{1,2})\d[A-Z\d]?[ .·-]{0,3}\d[ .·-]{0,2}([ABD-HJLNP-UW-Z])[ .·-]{0,2}([ABD-HJLNP-UW-Z])(?![\p{L}\p{N}])/giu,
    ([, area, one, two]) =>
      // "the M6 4th exit": small letters after the number are an ordinal, not a postcode.
      postcodeAreas.has(area!.toUpperCase()) &&
      !(/^(?:st|nd|rd|th)$/.test(one! + two!) && area === area!.toUpperCase()),
  )
}

// -------------------------------------------------------------------------------------------------

const streetWords =
  'street|str|st|road|rd|avenue|ave|av|lane|ln|close|cl|drive|dr|court|ct|crescent|cres|terrace|ter|gardens|gdns|grove|gr|place|pl|square|sq|way|walk|row|rise|hill|mews|park|view|green|parade|gate|villas|mount|bank|fold|croft|yard|wynd|vale|brow|road'
const plainStreetWords = 'street|road|avenue|lane|close|drive|crescent|terrace|gardens|grove|mews'
const welshStreets =
  'heol|stryd|ffordd|lôn|lon|rhodfa|rhes|clos|maes|teras|llys|cwrt|cilgant|gerddi|trem'
// Before the street word in small letters: these make it a count of streets, not an address.
const notStreets =
  'the|a|an|of|on|in|at|to|for|and|or|per|by|from|with|more|other|new|old|main|busy|side|back|different|whole|one|way|dead|bad|cul|people|residents|houses|homes|families|cars|buses|bus|bins|trees|mph|mile|miles|metre|metres|minute|minutes|years|year|hours|days|weeks|times|lane|high|narrow|wide|long|short|nearby|local|busiest|worst|quiet|residential|our|your|their|this|that'
const house = String.raw`(?<![\p{L}\p{N}£$€.,:/#-])(?:(?:flat|fflat|apartment|apt|unit|room|plot)\s+)?(?!(?:19|20)\d\d\b)\d{1,4}[A-Za-z]?(?:\s?[-/&]\s?\d{1,4}[A-Za-z]?)?,?\s+`
const noBus = String.raw`(?!\s+(?:bus|buses|bws|bysiau|stop|service|route|line|tram|junction|roundabout)\b)`

function addresses(text: string): Detail[] {
  const notABus = (match: RegExpExecArray) =>
    !/\b(?:the|bus|buses|bws|route|number|no\.?|rhif|y|yr)\s+$/iu.test(
      text.slice(0, match.index),
    ) ||
    /\b(?:at|in|from|yn|o|yng|ym)\s+(?:number|no\.?|rhif)\s+$/iu.test(text.slice(0, match.index))
  return [
    // 12 Elm Street, Flat 3, 12b St Mary's Rd
    ...found(
      'address',
      text,
      new RegExp(
        String.raw`${house}(?:(?:of\s+|the\s+)?\p{Lu}[\p{L}'.-]*\s+){1,4}(?:${bothCases(streetWords)})(?![\p{L}\p{N}])${noBus}`,
        'gu',
      ),
      notABus,
    ),
    // 12 elm street
    ...found(
      'address',
      text,
      new RegExp(
        String.raw`${house}(?:(?!(?:${notStreets})\b)\p{L}[\p{L}'-]*\s+){1,2}(?:${plainStreetWords})(?![\p{L}\p{N}])${noBus}`,
        'giu',
      ),
      notABus,
    ),
    // 12 Heol y Bont, 4 Stryd Fawr
    ...found(
      'address',
      text,
      new RegExp(
        String.raw`${house}(?:${bothCases(welshStreets)})(?:[\s-]+(?:yr?|'r|y\s+|uchaf|isaf))?[\s-]+\p{Lu}[\p{L}'-]*(?:[\s-]+\p{Lu}[\p{L}'-]*){0,2}${noBus}`,
        'gu',
      ),
      notABus,
    ),
    ...found(
      'address',
      text,
      new RegExp(
        String.raw`${house}(?:heol|stryd|lôn)\s+(?!(?:arall|wahanol|brysur|fach|fawr|newydd|o|a|yn|sydd|gyda)\b)\p{L}[\p{L}'-]+(?:\s+(?:y|yr)\s+\p{L}+)?${noBus}`,
        'gu',
      ),
      notABus,
    ),
    // at number 12; flat 4
    ...found(
      'address',
      text,
      /(?<=\b(?:at|in|from|opposite|yn|o|drws)\s{1,9})(?:number|no\.?|nr\.?|rhif)\s*\d{1,4}[a-z]?\b(?!\s*(?:on the|bus|bws|route|in the|of the|o'r))/giu,
    ),
    ...found(
      'address',
      text,
      /(?<![\p{L}\p{N}])(?:flat|fflat|apartment)\s+(?:number\s+|no\.?\s*)?\d{1,4}[a-z]?(?![\p{L}\p{N}])/giu,
    ),
  ]
}

/** `street` as street, Street or STREET: the words before it are looked at with their case, so this one must be too. */
function bothCases(names: string): string {
  return names
    .split('|')
    .flatMap((name) => [name, name[0]!.toUpperCase() + name.slice(1), name.toUpperCase()])
    .join('|')
}

// -------------------------------------------------------------------------------------------------

const plateWords =
  /(?:^|[^\p{L}])(?:reg|registration|number plate|plate|licence plate|car|van|lorry|motorbike|moped|rhif cofrestru|cofrestru|plât|fan)[\s:.,'"()-]*(?:(?:is|was|no|number|yw|oedd)[\s:.,'"]*){0,2}$/iu
const ordinaryWords = new Set(
  'THE AND FOR BUT ARE NOT WAS HAS HAD BUS YOU ALL ANY CAN GET GOT HER HIM HIS OUR OUT SEE TOO TWO WAY WHO WHY YES DAY NEW OLD NOW MPH AGE JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC PER'.split(
    ' ',
  ),
)

/** Marks of the three forms in use since 1963 (the DVLA's INF104). Northern Irish marks, which look like much else, only beside a word such as "plate". */
function vehicles(text: string): Detail[] {
  const beside = (match: RegExpExecArray) =>
    plateWords.test(text.slice(Math.max(0, match.index - 40), match.index))
  const shouting = !/\p{Ll}/u.test(text)
  const fits = (match: RegExpExecArray) =>
    beside(match) ||
    (!shouting &&
      match[0] === match[0].toUpperCase() &&
      !match[0].split(/[^A-Z]+/).some((part) => ordinaryWords.has(part)))
  return [
    ...found(
      'vehicle',
      text,
      /(?<![\p{L}\p{N}])[A-HJ-PR-Y][A-HJ-PR-Y](?:0[2-9]|[1-9]\d)[ .-]?[A-HJ-PR-Z]{3}(?![\p{L}\p{N}])/giu,
      (match) => fits(match) || (shouting && !/[ ]/.test(match[0])),
    ),
    ...found(
      'vehicle',
      text,
      /(?<![\p{L}\p{N}])[A-HJ-NPR-TV-Y]\d{1,3}[ .-]?[A-HJ-PR-Z]{3}(?![\p{L}\p{N}])/giu,
      fits,
    ),
    ...found(
      'vehicle',
      text,
      /(?<![\p{L}\p{N}])[A-HJ-PR-Z]{3}[ .-]?\d{1,3}[A-HJ-NPR-TV-Y](?![\p{L}\p{N}])/giu,
      fits,
    ),
    ...found(
      'vehicle',
      text,
      /(?<![\p{L}\p{N}])[A-Z]?[IZ][A-Z][ .-]?\d{2,4}(?![\p{L}\p{N}])/giu,
      beside,
    ),
    // An old-style space after the two letters, where the text says it is a plate.
    ...found(
      'vehicle',
      text,
      /(?<![\p{L}\p{N}])[A-HJ-PR-Y]{2}[ .-]\d\d[ .-]?[A-HJ-PR-Z]{3}(?![\p{L}\p{N}])/giu,
      beside,
    ),
  ]
}
