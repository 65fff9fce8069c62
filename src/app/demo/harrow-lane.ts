// Long because it is a neighbourhood's whole conversation, as data. The place and everyone in it are made up.
import type { Conversation, DemoBatch } from './conversation.ts'

/** Made-up small areas and how many people of each age live in them, in the columns of the imports. */
export const areas = `code,name,kind,nation,source
HL-1,Harrow Lane north,lower-super-output-area,england,Invented for the demonstration
HL-2,Harrow Lane south,lower-super-output-area,england,Invented for the demonstration
`
export const population = `area,dimension,category,people,source,vintage
HL-1,age,under-25,520,Invented for the demonstration,2025-06-30
HL-1,age,25-to-44,610,Invented for the demonstration,2025-06-30
HL-1,age,45-to-64,430,Invented for the demonstration,2025-06-30
HL-1,age,65-and-over,290,Invented for the demonstration,2025-06-30
HL-2,age,under-25,470,Invented for the demonstration,2025-06-30
HL-2,age,25-to-44,480,Invented for the demonstration,2025-06-30
HL-2,age,45-to-64,460,Invented for the demonstration,2025-06-30
HL-2,age,65-and-over,380,Invented for the demonstration,2025-06-30
`

export const livingWell: Conversation = {
  words: [
    {
      language: 'en',
      question: 'What would help us live well here?',
      reason:
        'The board has a little money and the ear of the council and the health service for the next year. We want to start from what neighbours say, not from what services offer.',
      use: 'The board reads everything, answers the statements most people share, and publishes what it will do, what others must do and what nobody can do yet.',
      invited: 'Everyone who lives, works or goes to school around Harrow Lane.',
    },
    {
      language: 'ur',
      question: 'یہاں اچھی زندگی گزارنے میں ہمیں کس چیز سے مدد ملے گی؟',
      reason:
        'بورڈ کے پاس اگلے سال کے لیے تھوڑی رقم ہے اور کونسل اور صحت کے ادارے اس کی بات سنتے ہیں۔ ہم وہاں سے شروع کرنا چاہتے ہیں جو پڑوسی کہتے ہیں۔',
      use: 'بورڈ ہر بات پڑھتا ہے، ان باتوں کا جواب دیتا ہے جن پر زیادہ تر لوگ متفق ہیں، اور شائع کرتا ہے کہ وہ کیا کرے گا، دوسرے کیا کریں اور ابھی کیا نہیں ہو سکتا۔',
      invited: 'ہر وہ شخص جو ہیرو لین کے آس پاس رہتا، کام کرتا یا پڑھتا ہے۔',
    },
  ],
  whatIsNew: 'Nothing was asked here before in a way that anyone can look up.',
  opened: 190,
  closed: 155,
  closesIn: null,
  people: 214,
  leanings: [46, 33, 21],
  channels: [
    ['paper', 44],
    ['screen', 38],
    ['table', 12],
    ['phone', 6],
  ],
  statements: [
    {
      text: 'The last bus is at six. After that we are on our own.',
      other: 'آخری بس چھ بجے ہے۔ اس کے بعد ہم اکیلے ہیں۔',
      said: 'paper',
      lean: [
        [0.92, 0.03],
        [0.85, 0.07],
        [0.8, 0.08],
      ],
      matters: 0.55,
    },
    {
      text: 'There is nowhere warm to sit with other people for free.',
      other: 'کوئی گرم جگہ نہیں جہاں لوگ مفت ساتھ بیٹھ سکیں۔',
      lean: [
        [0.86, 0.06],
        [0.8, 0.1],
        [0.78, 0.1],
      ],
      matters: 0.4,
    },
    {
      text: 'I know at least three neighbours I could ask for help.',
      other: 'میں کم از کم تین پڑوسیوں کو جانتا ہوں جن سے مدد مانگ سکوں۔',
      lean: [
        [0.62, 0.24],
        [0.9, 0.05],
        [0.24, 0.64],
      ],
    },
    {
      text: 'The path by the allotments should be lit.',
      other: 'باغیچوں کے ساتھ والے راستے پر روشنی ہونی چاہیے۔',
      lean: [
        [0.9, 0.04],
        [0.82, 0.08],
        [0.86, 0.05],
      ],
      matters: 0.35,
    },
    {
      text: 'Cars should not be able to cut through Mill Street.',
      other: 'گاڑیوں کو مل سٹریٹ سے گزرنے کی اجازت نہیں ہونی چاہیے۔',
      lean: [
        [0.88, 0.05],
        [0.08, 0.86],
        [0.8, 0.1],
      ],
      matters: 0.3,
    },
    {
      text: 'Parking outside the shops should stay free.',
      other: 'دکانوں کے باہر پارکنگ مفت رہنی چاہیے۔',
      lean: [
        [0.16, 0.72],
        [0.95, 0.02],
        [0.3, 0.5],
      ],
    },
    {
      text: 'Young people are talked about here more than they are talked with.',
      other: 'یہاں نوجوانوں کے بارے میں بات ہوتی ہے، ان سے نہیں۔',
      said: 'screen',
      lean: [
        [0.7, 0.12],
        [0.1, 0.78],
        [0.94, 0.02],
      ],
      matters: 0.3,
    },
    {
      text: 'I can see a doctor when I need one.',
      other: 'ضرورت ہو تو میں ڈاکٹر کو دکھا سکتا ہوں۔',
      lean: [
        [0.2, 0.66],
        [0.34, 0.5],
        [0.16, 0.7],
      ],
      matters: 0.45,
    },
    {
      text: 'The market on Thursdays is the best thing we have.',
      other: 'جمعرات کا بازار ہماری سب سے اچھی چیز ہے۔',
      said: 'table',
      lean: [
        [0.8, 0.06],
        [0.88, 0.03],
        [0.72, 0.08],
      ],
    },
    {
      text: 'Damp in our homes is making people ill.',
      other: 'گھروں کی نمی لوگوں کو بیمار کر رہی ہے۔',
      said: 'paper',
      lean: [
        [0.8, 0.06],
        [0.52, 0.2],
        [0.92, 0.02],
      ],
      matters: 0.6,
    },
    {
      text: 'Rent has gone up so far that people are leaving.',
      other: 'کرایہ اتنا بڑھ گیا ہے کہ لوگ جا رہے ہیں۔',
      lean: [
        [0.78, 0.08],
        [0.16, 0.62],
        [0.92, 0.03],
      ],
      matters: 0.4,
    },
    {
      text: 'Letters from services are hard to understand.',
      other: 'اداروں کے خط سمجھنا مشکل ہے۔',
      lean: [
        [0.7, 0.14],
        [0.66, 0.16],
        [0.82, 0.06],
      ],
    },
    {
      text: 'We should have more say in how the park is looked after.',
      other: 'پارک کی دیکھ بھال میں ہماری بات زیادہ سنی جانی چاہیے۔',
      lean: [
        [0.76, 0.07],
        [0.68, 0.12],
        [0.7, 0.08],
      ],
    },
    {
      text: 'I have stopped going out after dark.',
      other: 'میں نے اندھیرے کے بعد باہر جانا چھوڑ دیا ہے۔',
      said: 'phone',
      lean: [
        [0.3, 0.6],
        [0.86, 0.08],
        [0.2, 0.72],
      ],
      matters: 0.4,
    },
    {
      text: 'People from different backgrounds get on well here.',
      other: 'یہاں مختلف پس منظر کے لوگ مل جل کر رہتے ہیں۔',
      lean: [
        [0.72, 0.1],
        [0.69, 0.12],
        [0.6, 0.18],
      ],
    },
    {
      text: 'The old library should be ours to run.',
      other: 'پرانی لائبریری ہمارے سپرد ہونی چاہیے۔',
      said: 'screen',
      lean: [
        [0.78, 0.08],
        [0.18, 0.6],
        [0.8, 0.05],
      ],
    },
    {
      text: 'Phone lines that make you wait an hour are no help at all.',
      other: 'ایک گھنٹہ انتظار کرانے والی فون لائن کسی کام کی نہیں۔',
      lean: [
        [0.88, 0.04],
        [0.9, 0.03],
        [0.85, 0.05],
      ],
    },
    {
      text: 'I would give two hours a week if somebody asked me.',
      other: 'کوئی کہے تو میں ہفتے میں دو گھنٹے دے سکتا ہوں۔',
      lean: [
        [0.55, 0.2],
        [0.5, 0.24],
        [0.48, 0.26],
      ],
    },
    {
      text: 'The new flats have made this a better place.',
      other: 'نئے فلیٹوں سے یہ جگہ بہتر ہوئی ہے۔',
      lean: [
        [0.5, 0.2],
        [0.08, 0.8],
        [0.3, 0.4],
      ],
    },
    {
      text: 'A bench every two hundred steps would get more of us out.',
      other: 'ہر دو سو قدم پر بنچ ہو تو ہم زیادہ باہر نکلیں۔',
      said: 'paper',
      lean: [
        [0.56, 0.2],
        [0.94, 0.02],
        [0.4, 0.3],
      ],
    },
    {
      text: 'Children here have enough safe places to play.',
      other: 'یہاں بچوں کے کھیلنے کے لیے کافی محفوظ جگہیں ہیں۔',
      lean: [
        [0.14, 0.74],
        [0.36, 0.4],
        [0.2, 0.6],
      ],
    },
    {
      text: 'I trust the council to do what it says.',
      other: 'مجھے بھروسا ہے کہ کونسل جو کہتی ہے وہ کرے گی۔',
      lean: [
        [0.24, 0.52],
        [0.6, 0.2],
        [0.05, 0.86],
      ],
    },
    {
      text: 'Shops should put out water bowls and chairs, it costs nothing.',
      said: 'screen',
      lean: [
        [0.6, 0.1],
        [0.5, 0.2],
        [0.5, 0.12],
      ],
    },
    {
      text: 'I am proud to say I come from Harrow Lane.',
      other: 'مجھے فخر ہے کہ میں ہیرو لین سے ہوں۔',
      lean: [
        [0.82, 0.05],
        [0.88, 0.03],
        [0.7, 0.1],
      ],
    },
  ],
  about: {
    dimension: 'age',
    words: {
      en: {
        label: 'How old are you?',
        hint: 'So that we can see who is missing. Skip it if you like.',
        options: ['Under 25', '25 to 44', '45 to 64', '65 or over'],
      },
      ur: {
        label: 'آپ کی عمر کیا ہے؟',
        hint: 'تاکہ ہم دیکھ سکیں کہ کون رہ گیا۔ چاہیں تو چھوڑ دیں۔',
        options: ['25 سے کم', '25 سے 44', '45 سے 64', '65 یا زیادہ'],
      },
    },
    categories: ['under-25', '25-to-44', '45-to-64', '65-and-over'],
    shares: [9, 31, 33, 27],
  },
  themes: [
    'Getting about',
    'Warm places and good company',
    'Homes that make us ill',
    'Being heard',
  ],
  testimony: [
    {
      text: 'I clean offices till seven. The bus has gone, so I walk the canal path home in the dark with my keys in my hand. Every night.',
      language: 'en',
      channel: 'paper',
      theme: 0,
    },
    {
      text: 'My mother waits in for carers, I wait in for my mother, and the last bus waits for nobody.',
      language: 'en',
      channel: 'table',
      theme: 0,
    },
    {
      text: 'The laundrette is the only place I talk to anyone some weeks. They let me stay when it is cold. They should not have to be the day centre.',
      language: 'en',
      channel: 'paper',
      theme: 1,
    },
    {
      text: 'میری بیٹی کو سردیوں میں سانس کی تکلیف ہوتی ہے۔ دیوار پر کالی پھپھوندی ہے۔ ہر سال ہم رنگ کرتے ہیں، ہر سال واپس آ جاتی ہے۔',
      language: 'ur',
      channel: 'table',
      theme: 2,
    },
    {
      text: 'They painted over the mould. I have photographs from four winters. It is the same mould.',
      language: 'en',
      channel: 'screen',
      theme: 2,
    },
    {
      text: 'I have filled in this kind of form five times for five different people. Nobody ever came back. If you come back I will fill in a sixth.',
      language: 'en',
      channel: 'paper',
      theme: 3,
    },
  ],
  answers: [
    {
      statement: 0,
      kind: 'others-will',
      organisation: 'Northvale Buses',
      text: 'run route 7 until ten, six days a week, for a six-month trial, and come to the July meeting to say how it went.',
    },
    {
      statement: 1,
      kind: 'we-will',
      text: 'open the back room of the Chapel Hall on three afternoons and one evening a week, warm, with tea, from the first of next month. Nobody has to join anything.',
    },
    {
      statement: 3,
      kind: 'others-will',
      organisation: 'Eastmoor Borough Council',
      text: 'light the path by the allotments. It has said yes; it has not yet said when. We will keep asking.',
    },
    {
      statement: 7,
      kind: 'we-cannot',
      text: 'there are no more appointments to give. We will ask the surgery to open its phone line at lunchtime, and publish what it says.',
    },
    {
      statement: 9,
      kind: 'others-will',
      organisation: 'Eastmoor Homes',
      text: 'inspect every home where somebody told us about damp, within eight weeks, and write to each household in plain words.',
    },
  ],
}

/** The pile that waits for whoever runs the installation: its name says where its paper can be read. */
export const waitingBatch: DemoBatch = {
  name: 'Chapel Hall box (its paper is at /demonstration/paper)',
  given: 3,
  keyed: [2],
  sheets: [
    { marks: '1 2 1+ 1 1 3 2 1 2 1' },
    { marks: '1 1 1 0 3 1 1+ 2 1 0', slips: { 6: '1' } },
    { marks: '3 2 1 1+ 1 2 2 1 2 1', slips: { 2: '2' } },
    {
      marks: '1 1 1 2 1 1 1 3 0 2',
      words:
        'If the hall opened on Sundays I would bring my mother. She has not been out after tea since the autumn.',
      wordsTyped:
        'If the hall opened on Sundays I would bring my mother. She has not been out after the autumn.',
    },
    { marks: '1+ 2 1 1 w 2 2 1 2 1' },
    { marks: '2 1 3 1 1 x 1 1 2 3', slips: { 5: '1', 8: '1' } },
  ],
}

const marketStall: DemoBatch = {
  name: 'Market stall',
  given: 6,
  keyed: [5, 4.5],
  settled: 4.4,
  sheets: [
    { marks: '1 2 1+ 1 1 2 2 1 2 1' },
    { marks: '1 1 1 3 1 1 1 1 1 2' },
    { marks: '1+ 2 1 1 3 2 2 0 2 1', slips: { 3: '2' } },
    { marks: '3 1 1+ 2 1 1 1+ 1 3 0' },
    {
      marks: '1 2 1 1 1 3 2 1 2 1+',
      words: 'I finish work at seven. By then the only light on is the chip shop.',
    },
    { marks: '2 1 1 0 1 1 1 3 1 2', slips: { 0: '1' } },
    { marks: '1 2 3 1+ 1 2 3 1 2 1' },
    { marks: '1 1 1 1 2 x 1 1 2 3' },
  ],
}

export const afterDark: Conversation = {
  words: [
    {
      language: 'en',
      question: 'What would make evenings here better?',
      reason:
        'In the spring most of us said the place closes at six. Buses are coming back for a trial. We want to know what people would come out for.',
      use: 'The board chooses what to try first at its next meeting, and says why. Every statement that most people share gets an answer.',
      invited: 'Everyone around Harrow Lane, and above all people who do not come out now.',
    },
    {
      language: 'ur',
      question: 'یہاں کی شامیں کس چیز سے بہتر ہوں گی؟',
      reason:
        'بہار میں ہم میں سے زیادہ تر نے کہا کہ یہاں سب کچھ چھ بجے بند ہو جاتا ہے۔ بسیں آزمائش کے لیے واپس آ رہی ہیں۔ ہم جاننا چاہتے ہیں کہ لوگ کس لیے باہر آئیں گے۔',
      use: 'بورڈ اپنے اگلے اجلاس میں طے کرے گا کہ پہلے کیا آزمایا جائے، اور وجہ بتائے گا۔ جس بات پر زیادہ تر لوگ متفق ہوں اسے جواب ملے گا۔',
      invited: 'ہیرو لین کے آس پاس ہر شخص، اور خاص طور پر وہ جو ابھی باہر نہیں آتے۔',
    },
  ],
  whatIsNew:
    'In the spring people told us that the last bus and the dark keep them in. We did not ask what they would come out for.',
  opened: 9,
  closed: null,
  closesIn: 19,
  people: 63,
  leanings: [52, 48],
  channels: [
    ['screen', 62],
    ['paper', 22],
    ['table', 16],
  ],
  paper: { printed: 8, sheets: 30, batches: [marketStall, waitingBatch] },
  statements: [
    {
      text: 'I would come out for food cooked by neighbours.',
      other: 'میں پڑوسیوں کے پکائے کھانے کے لیے باہر آؤں گا۔',
      lean: [
        [0.84, 0.05],
        [0.7, 0.1],
      ],
      matters: 0.3,
    },
    {
      text: 'Music in the square should stop at nine.',
      other: 'چوک میں موسیقی نو بجے بند ہو جانی چاہیے۔',
      lean: [
        [0.08, 0.84],
        [0.9, 0.04],
      ],
    },
    {
      text: 'I need to know there is a bus home before I go anywhere.',
      other: 'کہیں جانے سے پہلے مجھے معلوم ہونا چاہیے کہ واپسی کی بس ہے۔',
      lean: [
        [0.86, 0.05],
        [0.88, 0.04],
      ],
      matters: 0.5,
    },
    {
      text: 'The youth club should have its Friday night back.',
      other: 'یوتھ کلب کو جمعے کی شام واپس ملنی چاہیے۔',
      lean: [
        [0.94, 0.02],
        [0.4, 0.4],
      ],
    },
    {
      text: 'Evenings should have something without alcohol.',
      other: 'شاموں میں کچھ ایسا ہو جہاں شراب نہ ہو۔',
      lean: [
        [0.72, 0.08],
        [0.76, 0.08],
      ],
    },
    {
      text: 'Two late openings a week would be enough for the library.',
      other: 'لائبریری ہفتے میں دو دن دیر تک کھلی رہے تو کافی ہے۔',
      lean: [
        [0.3, 0.45],
        [0.8, 0.06],
      ],
    },
    {
      text: 'I would rather have quiet streets than busy ones.',
      other: 'مجھے مصروف گلیوں سے پرسکون گلیاں زیادہ پسند ہیں۔',
      lean: [
        [0.1, 0.8],
        [0.92, 0.03],
      ],
    },
    {
      text: 'Somebody should walk people home from the stop.',
      other: 'کسی کو چاہیے کہ لوگوں کو سٹاپ سے گھر تک چھوڑے۔',
      said: 'paper',
      lean: [
        [0.6, 0.14],
        [0.66, 0.12],
      ],
      matters: 0.3,
    },
    {
      text: 'The lights on Mill Street are fine as they are.',
      other: 'مل سٹریٹ کی روشنیاں ٹھیک ہیں۔',
      lean: [
        [0.12, 0.76],
        [0.5, 0.3],
      ],
    },
    {
      text: 'Evening classes would get me out, if they were free.',
      other: 'شام کی مفت کلاسیں ہوں تو میں باہر آؤں گا۔',
      said: 'screen',
      lean: [
        [0.84, 0.04],
        [0.3, 0.45],
      ],
    },
  ],
  themes: [],
  testimony: [
    {
      text: 'I have lived here nine years and never once seen the inside of the Chapel Hall after dark. I would like to.',
      language: 'en',
      channel: 'screen',
      theme: 0,
    },
  ],
  answers: [],
}
