// A made-up valley. Welsh comes first here.
import type { Conversation } from './conversation.ts'

export const keepingTheValley: Conversation = {
  words: [
    {
      language: 'cy',
      question: 'Beth sy’n ein cadw ni’n iach yng Nghwm Derwen?',
      reason:
        'Mae’r feddygfa’n symud i’r dref ac mae’r ysgol yn wynebu newid. Cyn i neb gynllunio drosom ni, rydym am glywed beth sy’n ein cadw ni’n iach yn barod.',
      use: 'Bydd y bartneriaeth yn ateb pob gosodiad y mae’r rhan fwyaf yn ei rannu, ac yn mynd â’r canlyniad i’r bwrdd iechyd a’r cyngor.',
      invited: 'Pawb yn y cwm, o unrhyw oed.',
    },
    {
      language: 'en',
      question: 'What keeps us well in Cwm Derwen?',
      reason:
        'The surgery is moving to town and the school faces change. Before anyone plans for us, we want to hear what keeps us well already.',
      use: 'The partnership answers every statement that most people share, and takes the result to the health board and the council.',
      invited: 'Everyone in the valley, of any age.',
    },
  ],
  whatIsNew: 'Does neb wedi gofyn i’r cwm cyfan o’r blaen.',
  opened: 84,
  closed: null,
  closesIn: 27,
  people: 48,
  leanings: [58, 42],
  channels: [
    ['paper', 48],
    ['screen', 36],
    ['table', 16],
  ],
  statements: [
    {
      text: 'Mae’r côr yn gwneud mwy o les i mi nag unrhyw dabled.',
      other: 'The choir does me more good than any tablet.',
      said: 'paper',
      lean: [
        [0.76, 0.06],
        [0.6, 0.1],
      ],
      matters: 0.4,
    },
    {
      text: 'Heb gar, allwch chi ddim cyrraedd y feddygfa newydd.',
      other: 'Without a car you cannot get to the new surgery.',
      lean: [
        [0.93, 0.02],
        [0.9, 0.03],
      ],
      matters: 0.6,
    },
    {
      text: 'Dylai plant allu siarad â meddyg yn Gymraeg.',
      other: 'Children should be able to speak Welsh with a doctor.',
      lean: [
        [0.97, 0.01],
        [0.3, 0.5],
      ],
      matters: 0.45,
    },
    {
      text: 'Mae’r ffermydd yn cadw’r cwm yn fyw.',
      other: 'The farms keep the valley alive.',
      lean: [
        [0.94, 0.02],
        [0.3, 0.48],
      ],
    },
    {
      text: 'Mae gormod o dai gwyliau yma.',
      other: 'There are too many holiday homes here.',
      lean: [
        [0.92, 0.03],
        [0.1, 0.78],
      ],
    },
    {
      text: 'Mae’r signal ffôn yn rhy wan i ofyn am help.',
      other: 'The phone signal is too weak to call for help.',
      lean: [
        [0.86, 0.05],
        [0.88, 0.04],
      ],
      matters: 0.5,
    },
    {
      text: 'Byddwn i’n rhannu lifft petai rhywun yn ei drefnu.',
      other: 'I would share a lift if somebody organised it.',
      said: 'screen',
      lean: [
        [0.7, 0.08],
        [0.78, 0.05],
      ],
    },
    {
      text: 'Mae newydd-ddyfodiaid yn cael croeso yma.',
      other: 'Newcomers are made welcome here.',
      lean: [
        [0.9, 0.04],
        [0.2, 0.66],
      ],
    },
    {
      text: 'Dylai’r ysgol aros ar agor gyda’r nos i bawb.',
      other: 'The school should stay open in the evening for everyone.',
      lean: [
        [0.76, 0.06],
        [0.8, 0.05],
      ],
    },
    {
      text: 'Mae cerdded y llwybrau’n hawdd i bawb.',
      other: 'Walking the paths is easy for everyone.',
      lean: [
        [0.66, 0.2],
        [0.2, 0.68],
      ],
    },
  ],
  themes: [],
  testimony: [
    {
      text: 'Fe gollais i fy ngŵr y llynedd. Yr unig reswm i mi adael y tŷ y gaeaf hwnnw oedd nos Fawrth a’r côr.',
      language: 'cy',
      channel: 'paper',
      theme: 0,
    },
  ],
  answers: [],
}
