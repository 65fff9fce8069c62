/**
 * Words that say nothing about what a sentence is about, by language, and the dictionary of
 * PostgreSQL that brings a language's words to their stems. The English dictionary leaves out its own
 * small words; the list adds those that any wish for a place is made of. PostgreSQL has no stemmer for
 * Welsh or Urdu, so their small words stand here. A language without a list has every word compared.
 */
export const commonWords: Record<string, { dictionary: string; words: string }> = {
  en: {
    dictionary: 'english',
    words: `need needs needed want wants would could must may might shall let get gets got make makes made take
      give keep put have thing things something lot lots many much every also even just like really very please
      people person someone everyone somebody everybody anyone us good better best enough way around here there
      s t m d ll re ve don isn aren wasn won cannot`,
  },
  cy: {
    dictionary: 'simple',
    words: `a ac ag ai ni nid na nad ddim dim neb byth y yr r yn n yng ym i o am ar at dros drwy gan gyda hyd heb
      mewn rhag rhwng tan trwy wrth er ers fel os pan pe petai ond neu naill mai bod fod bydd byddai byddwn
      byddan bu buodd oedd oes oedden mae maen maent sydd sy yw ydy ydyw dw dyw wyf ydw wyt ydych ydyn ydynt
      roedd roeddwn ro does doedd fe mi fi ti ef hi hwy nhw eu ei fy dy ein eich hwn hon hyn hynny hwnnw honno
      yma yno yna acw rhai rhyw pob pawb peth pethau mwy mawr iawn hefyd dal eto nawr rwan angen eisiau
      isio rhaid dylai dylen dylem dylid dylwn gallu gall gallai gallwch allai allwch gael cael cawn gwneud
      wneud gwna mynd dod rhoi llawer digon gormod da dda gwell well gorau orau pobl bobl rhywun rhywbeth
      un th w u m s`,
  },
  ur: {
    dictionary: 'simple',
    words: `کا کی کے کو سے میں پر نے اور یا کہ جو ہے ہیں تھا تھی تھے ہو ہوں ہونا ہونی ہونے گا گی گے یہ وہ اس ان
      ہم ہمیں ہمارا ہماری ہمارے آپ میرا میری میرے مجھے کے لیے لئے تک بھی ہی تو نہیں نہ مت بہت زیادہ کم اگر مگر
      لیکن کیونکہ جب تب یہاں وہاں کوئی کچھ سب ہر ایک چاہیے چاہئے چاہتے کرنا کرنے کرتے کرتا کریں کر دیا دے
      دینا جانا جائے جائیں سکتے سکتا سکتی لوگ لوگوں ضرورت بہتر اچھا اچھی اچھے والا والی والے ساتھ`,
  },
}
