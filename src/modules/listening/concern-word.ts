import { folded } from './folded-text.ts'

/** Words that someone may be at risk. They are taken out of nothing: they tell the named people that someone should read this soon. */
export type Concern = { kind: ConcernKind; start: number; end: number }
export type ConcernKind = 'self-harm' | 'abuse' | 'harm' | 'neglect'

// Speech about a topic is not a sign of risk: "self-harm services", "drug abuse in the park", "they are
// killing our high street". So the patterns ask for a person: me, her, my child, a neighbour.
const who = String.raw`(?:me|us|her|him|them|my\s+\w+|his\s+\w+|her\s+\w+|their\s+\w+|someone|the\s+(?:kids|children|child|baby|girl|boy))`
const they = String.raw`(?:he|she|they|my\s+(?:\w+\s+)?(?:husband|wife|partner|boyfriend|girlfriend|ex|dad|father|mum|mother|son|daughter|brother|uncle|carer|landlord|step\w+|boss|neighbour))`

const patterns: Record<ConcernKind, RegExp[]> = {
  'self-harm': [
    /\b(?:kill(?:ing)?|hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?|burn(?:ing)?|starv(?:e|ing))\s+(?:my\s?self|himself|herself|themselves)\b/giu,
    /\b(?:end(?:ing)?|take|taking|took)\s+(?:it\s+all|my\s+(?:own\s+)?life|his\s+(?:own\s+)?life|her\s+(?:own\s+)?life|their\s+(?:own\s+)?li(?:fe|ves))\b/giu,
    /\b(?:want(?:s|ed)?|wish(?:es|ed)?|going|ready|trying|tried|try)\s+(?:i\s+(?:was|were)\s+dead|to\s+die|to\s+be\s+dead|to\s+end\s+it)\b/giu,
    /\bsuicid(?:al)\b|\b(?:attempt(?:ed|ing)?|consider(?:ed|ing)?|contemplat(?:ed|ing)|thinking\s+(?:of|about)|thoughts?\s+of)\s+suicide\b|\bcommit(?:ted|ting)?\s+suicide\b/giu,
    /\b(?:i|she|he|they|son|daughter|friend)\s+(?:(?:have|has|am|is|are|was|were|been|keeps?|started)\s+)*self[\s-]?harm(?:s|ed|ing)?\b/giu,
    /\b(?:can(?:no|')?t|cannot|don't\s+want\s+to|do\s+not\s+want\s+to|no\s+reason\s+to|not\s+worth)\s+(?:go\s+on(?!\s+(?:the|a|holiday|to|with))|be\s+here\s+any\s?more|live\s+any\s?more|living\s+any\s?more|live(?=[.,!?]|$)|living(?=[.,!?]|$))/giu,
    /\bbetter\s+off\s+(?:dead|without\s+me)\b|\bno\s+point\s+(?:in\s+)?(?:living|being\s+alive)\b|\boverdos(?:e|ed|ing)\b/giu,
    /\b(?:lladd|niweidio|brifo|torri)\s+(?:fy\s+hun|ei\s+hun|eu\s+hunain)(?:an)?\b|\bhunan-?(?:laddol|niweidio)\b|\b(?:eisiau|ishe|isio)\s+marw\b|\bdod\s+â\s+['’]?mywyd\s+i\s+ben\b|\bmethu\s+(?:mynd\s+ymlaen|byw)\b/giu,
    /خود\s?کشی|(?:مرنا|مر\s+جانا)\s+چاہت[اےی]|اپنے\s+آپ\s+کو\s+(?:مار|نقصان|ختم|زخمی)|جینا\s+نہیں\s+چاہت[اےی]|زندگی\s+ختم\s+کر/gu,
  ],
  abuse: [
    new RegExp(
      String.raw`\b${they}\s+(?:\w+\s+){0,2}?(?:hit|hits|hitting|beat|beats|beating|slap(?:s|ped)?|punch(?:es|ed)?|kick(?:s|ed)?|strangl(?:es|ed)|chok(?:es|ed)|rap(?:es|ed)|abus(?:es|ed|ing)|hurt(?:s|ing)?|groom(?:s|ed|ing)?|threaten(?:s|ed|ing)?|controls|terrif(?:ies|ied)|molest(?:s|ed)?)\s+(?:\w+\s+)?${who}\b`,
      'giu',
    ),
    new RegExp(
      String.raw`(?<!\b(?:it|that|this|what|which)\s)\b(?:abus(?:es|ed|ing)|beat(?:s|ing)?|hitting|molest(?:s|ed|ing)|groom(?:s|ed|ing)|rap(?:es|ed|ing)|assault(?:s|ed|ing))\s+(?:me|her|him|(?:my|his|her|their|the)\s+(?:\w+\s+)?(?:kids?|child|children|son|daughter|wife|husband|mum|mother|dad|partner|girlfriend|boyfriend|baby|nan|sister|brother))\b`,
      'giu',
    ),
    /\b(?:i|she|he|they|we|child|daughter|son|friend|girl|boy|woman|who)\s+(?:(?:was|were|am|is|are|has|have|had|been|being|got|gets|getting)\s+){1,3}(?:\w+ly\s+)?(?:abused|beaten|raped|groomed|molested|trafficked|assaulted|hit\s+(?:by\s+(?:my|his|her|him|a\s+(?:man|carer|teacher))|at\s+home)|forced\s+(?:to|into)\s+(?:marry|marriage|sex|work))\b/giu,
    /\b(?:scared|afraid|frightened|terrified)\s+(?:of|to\s+go\s+home\b|to\s+be\s+at\s+home\b)(?:\s+(?:my|her|his|their)\s+(?:\w+\s+)?(?:husband|wife|partner|boyfriend|girlfriend|ex|dad|father|mum|mother|son|uncle|carer|family|step\w+))?(?<=home|husband|wife|partner|boyfriend|girlfriend|ex|dad|father|mum|mother|son|uncle|carer|family|step\w+)/giu,
    /\b(?:touch(?:es|ed|ing)?)\s+(?:me|her|him|my\s+\w+)\s+(?:sexually|inappropriately|where|down|in\s+a\s+way|when)\b/giu,
    /\b(?:won't|doesn't|does\s+not|will\s+not|not)\s+(?:let|allow(?:ed)?)\s+(?:me|her|him)?\s*(?:to\s+)?(?:leave|go\s+out|out\s+of\s+the\s+house|see\s+(?:my|her|his)\s+(?:family|friends)|have\s+(?:my|her|his)\s+(?:own\s+)?money)\b/giu,
    /\b(?:locks?|locked|locking)\s+(?:me|her|him|them|up\s+(?:in|the))\s*(?:in|up)?\b|\btakes?\s+(?:all\s+)?(?:my|her|his)\s+(?:money|benefits|pension|passport|wages)\b|\b(?:my|her|his)\s+passport\s+(?:was|is|has\s+been)\s+taken\b/giu,
    /\bforced\s+marriage\b(?=.*\b(?:me|my|her|she|sister|daughter)\b)|\b(?:fgm|female\s+genital\s+mutilation)\b(?=.*\b(?:me|my|her|she|sister|daughter|niece)\b)/giu,
    /\b(?:mae|roedd|bu)\s+(?:e|o|hi|fe|fy\s+\p{L}+)\s+(?:(?:'n|yn|wedi)\s+)+(?:fy\s+|ei\s+|eu\s+)?(?:nharo|taro|daro|nghuro|curo|guro|ngham-?drin|cam-?drin|gam-?drin|threisio|treisio|dreisio|mygwth|bygwth|fygwth|mrifo|brifo|frifo)\b|\bcael\s+(?:fy\s+|ei\s+|eu\s+)(?:ngham-?drin|cham-?drin|gam-?drin|nharo|tharo|daro|threisio|dreisio|nghuro|churo|guro)\b|\bofn\s+(?:fy|ei|mynd\s+adref)\b/giu,
    /(?:مجھے|مجھ|اسے|بچے\s+کو|بچوں\s+کو|بیوی\s+کو|بیٹی\s+کو)\s+(?:\S+\s+){0,2}?(?:مارت[اےی]|پیٹت[اےی]|مارا|پیٹا|دھمکی|دھمکات[اےی]|زیادتی|ریپ)|گھریلو\s+تشدد|زبردستی\s+(?:کی\s+)?شادی|جنسی\s+زیادتی|(?:شوہر|خاوند|والد|باپ|سسرال)\s+(?:\S+\s+){0,3}?(?:مارت[اےی]|پیٹت[اےی]|تشدد)|گھر\s+جانے\s+سے\s+ڈر/gu,
  ],
  harm: [
    new RegExp(
      String.raw`\b(?:going\s+to|gonna|will|want\s+to|threatened\s+to|threatening\s+to|tried\s+to)\s+(?:kill|stab|shoot|hurt)\s+(?:me|him|her|them|my\s+\w+|someone(?!\s+if\s+(?:they|the\s+council)))\b`,
      'giu',
    ),
    /\b(?:has|have|had|carries|carrying|pulled)\s+(?:a\s+)?(?:knife|knives|gun|machete)\b(?=.*\b(?:he|she|they|my|son|daughter|him|her|kids?)\b)/giu,
    /\b(?:county\s+lines|cuckoo(?:ed|ing))\b(?=.*\b(?:my|his|her|son|daughter|nephew|neighbour|friend|he|she)\b)|\b(?:make|makes|making|made)\s+(?:my\s+\w+|him|her|the\s+(?:kids|boys|lads))\s+(?:sell|carry|run|deal)\s+(?:\w+\s+)?drugs\b/giu,
    /\b(?:bygwth|mynd\s+i|eisiau)\s+(?:lladd|trywanu|saethu)\s+(?:fi|fo|fe|hi|fy\s+\w+|rhywun)\b|\bfy\s+lladd\s+i\b/giu,
    /(?:جان\s+سے\s+مار|قتل\s+کر(?:نے|\s+دے|\s+دوں)|چاقو\s+(?:مار|ہے))/gu,
  ],
  neglect: [
    /\b(?:(?:have|has)n't|(?:have|has)\s+not|not)\s+eaten\s+(?:for|in|since)\b|\b(?:no|without)\s+(?:any\s+)?(?:food|heating|water|electric(?:ity)?)\s+(?:for|in)\s+(?:\w+\s+)?(?:days?|weeks?)\b|\bgo(?:es|ing)?\s+without\s+food\s+(?:for|so)\b/giu,
    /\b(?:children|kids?|child|baby|toddler|girl|boy)\s+(?:is|are|was|were|gets?|being)?\s*(?:\w+\s+)?(?:left\s+(?:alone|on\s+(?:their|his|her)\s+own|home\s+alone)|locked\s+(?:in|out|up)|covered\s+in\s+bruises|not\s+(?:being\s+)?fed|starv(?:ed|ing)|neglected)\b/giu,
    /\b(?:found|lying|lies|lain|left)\s+(?:\w+\s+){0,3}?(?:on\s+the\s+floor|in\s+(?:his|her|their)\s+own\s+(?:mess|urine))\b|\bbruises\s+(?:on|all\s+over|up)\s+(?:my|his|her|their|the)\b/giu,
    /\b(?:heb|ddim\s+wedi)\s+(?:bwyta|fwyta|bwyd)\s+(?:ers|am)\b|\b(?:plant|plentyn|babi)\s+(?:yn\s+cael\s+)?(?:ei\s+adael|eu\s+gadael|ei\s+gadael)\s+(?:ar\s+(?:ei|eu)\s+pen(?:nau)?|gartref)\b/giu,
    /(?:کئی|دو|تین|چار|\d)\s+دن\s+سے\s+(?:کچھ\s+)?(?:نہیں\s+کھایا|کھانا\s+نہیں|بھوک[اےی])|بچ[ےہ]\s+(?:\S+\s+){0,2}?(?:اکیلے|بھوکے|بند)/gu,
  ],
}

export function concernIn(text: string, _language?: string): Concern[] {
  const plain = folded(text)
  const found: Concern[] = []
  for (const [kind, list] of Object.entries(patterns) as [ConcernKind, RegExp[]][]) {
    for (const pattern of list)
      for (const match of plain.text.matchAll(pattern))
        if (match[0] !== '')
          found.push({ kind, ...plain.original(match.index, match.index + match[0].length) })
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end)
}
