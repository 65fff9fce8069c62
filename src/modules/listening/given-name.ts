// Names that people in the United Kingdom commonly go by, English, Welsh, Scottish, Irish, South
// Asian, Arabic, African and eastern European among them. Written by us from common knowledge, not
// copied from a register. A name that is missing is still found beside a title, a relation ("my
// neighbour …") or "my name is …".

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Names that are no other word in English or Welsh: found with or without a capital letter. */
export const clearNames = list(`
aaron abigail adam adrian agnes aidan aiden aileen aisling alan alasdair alastair albert alejandro alfie alfred
alice alicia alison alistair allan amanda amelia amy andrea andrei andrew andy angela angus anita anna annabel anne annette
annie anthony antonia antonio archie arnold arthur arturo ashleigh audrey barbara barney beatrice becky belinda ben
benjamin bernadette bernard bertie beryl bethany betty beverley bianca brenda brendan bridget brian bryan caitlin callum calum
cameron camilla carl carla carlos caroline catherine cathy catriona cecilia charlene charlie cheryl chloe chris
christina christine christopher ciara claire clara clare claudia clive colette colin colleen connor conor cynthia
daniel danielle danny darren dave david davina davy debbie deborah deirdre denise dennis derek diana diane dmitri dominic
donald donna dorothy doris doreen douglas duncan dwayne eamonn edith edmund edna eduardo edward edwina eileen eilidh elaine
eleanor elena elisabeth elizabeth ella ellen ellie elsie emily emma eric erin esther ethan eugene eunice evelyn ewan fergus
fiona florin fraser freddie frederick gabriel gabriela gareth gavin gemma geoff geoffrey george georgina gerald geraldine
gerard gillian gina giovanni glenda gloria gordon graeme graham gregory greta gwendoline hamish hannah harold harriet
harvey heidi helen helena henry herbert hilary horace howard hugh hugo iain ian imogen ingrid irene isabel isabella isabelle
isla jacob jacqueline jacqui jake james jamie jane janet janice janine jason jayden jeanette jeff jeffrey jennifer jenny jeremy
jessica jill jim jimmy joan joanna joanne jodie joe joel johanna john johnny jonathan joseph josephine joshua joyce juan
judith julia julian julie juliet justin kaitlyn karen karina karl kasia kate katarzyna katherine kathleen kathryn kathy katie
katrina kayleigh keira keith kelly kelvin kenneth kenny kevin kieran kimberley kirsten kirsty krzysztof kylie lachlan laura
lauren laurence leah leanne len leonard leonie lesley leslie lewis liam linda lindsay lisa lizzie lorna lorraine
louisa louise lucas lucy luis luke lydia lynda lynette lynn lynne maciej madeleine magdalena maisie malcolm malgorzata mandy marcin
marcus margaret maria marian marianne marilyn mario marjorie martha martin martyn mary mateusz matilda
matt matthew maureen maurice mavis megan melanie melissa melvin michael michaela michal michelle mildred millie miriam
moira molly monica monika morag muriel muireann murdo myra nadia nadine nancy naomi natalia natalie natasha nathan nathaniel
neil niall nicholas nicola nicole nigel nikolai noah nora norma olga oliver olivia oscar owen
pamela patricia patrick patrik patsy paul paula pauline pavel pawel peggy peter philip philippa phillip phoebe phyllis piotr
polly rachel ralph raymond rebecca reginald rhiannon rhona richard rita robert roberto roderick rodney roger roisin
roland ronald rory rosalind rosemary rosie roxanne rupert russell ruth ryan sally samantha samuel sandra sarah saoirse
scott seamus sean sebastian shannon sharon shaun shaunagh sheena sheila shelley shirley sian sinead simon siobhan sonia sophia
sophie stacey stanislaw stephanie stephen steve steven stuart susan susanna suzanne sylvia tamara tania tatiana teresa terence theresa
thomas tiffany tim timothy tina tobias toby tomasz tommy tony tracey tracy trevor tristan tyrone ursula valerie vanessa
vasile veronica vicky vincent violet virginia vivien vladimir walter wayne wendy wilfred william willow winifred yvette yvonne zachary zoe zofia
aled alun aneirin aneurin angharad anwen arwel arwen arwyn bedwyr bethan branwen bronwen caradog carwyn catrin ceinwen ceri cerys
ceridwen cledwyn dafydd deiniol delyth dewi dilwyn efa eifion einion eirian eirwen elfed elin elinor eluned emlyn emrys
emyr eurwen euros ffion geraint gerallt gethin glenys glesni goronwy gruff gruffudd gruffydd guto gwenan gwenda gwendolen
gwenllian gwenno gwilym gwladys gwyneth gwynfor hefin heledd hywel iestyn ieuan ifan ifor illtyd ioan iola iolo iorwerth islwyn
iwan jac leusa lleucu llinos llywelyn lowri luned mabli madog maldwyn mared maredudd marged mair megan meinir meirion menna
merfyn merin myfanwy nerys nesta nia olwen osian owain peredur rhian rhianedd rhodri rhydian rhys rhisiart siwan sioned siriol
tecwyn tegwen teifion teleri tomos trystan tudur twm ynyr
aamir aaliyah abbas abdul abdullah abid adeel adil adnan afzal ahmad ahmed aisha ajay akash akbar akhtar aleena alia alina amandeep amarjit
amina aminah amit amjad amrit anand aneesa anika anil anisa anjali ankit anwar arif arjun arshad asad ashok asif asim asma atif avtar ayaan ayesha
ayub azeem azhar aziz balbir baljit balwinder bashir bhavna bilal chandra charanjit daljit danish danyal deepa deepak deepika dilip
dinesh divya ehsan faisal faiza farah farhan fareed farida farooq farzana fatima fatimah fayaz fazal gurdeep gurdip gurmeet gurpreet
habib hafsa haider halima hamid hamza hardeep hari haris harjit harmeet haroon harpreet harsha hasan hashim hassan hina humaira
husain hussain ibrahim idris iftikhar ijaz ikram ilyas imran inderjit iqbal iqra irfan irum ishaq ismail jagdish jaspreet
jasvinder jaswant javaid javed jawad jaya kabir kailash kalpana kamal kamaljit kamran karim kashif kausar khadija khalid khurram kiran kiranjit
krishna kuldeep kulwinder kumar lakshmi lalita lubna madhu maha mahesh mahmood maliha mandeep manjit manoj manpreet mariam mariyam
maryam masood meena meera mehak mehmet minaz mohamed mohammad mohammed mohan mohini mohsin mubarak muhammad mukesh mumtaz munir
musa mushtaq mustafa nabeel nabila nadeem naeem naila naheed naina najma narinder nasir nasreen nasrin naveed navjot nazia nazir
neelam neha nikhil nilesh nimra nisha nishat nusrat omar osama padma parminder parveen pooja pradeep prakash pramod
pranav praveen preeti prem priya qasim rabia radha raheem rahim rahul raja rajan rajesh rajinder rajiv rajesh raju rakesh ramesh
rana ranjit rashid raza rehana rehman reshma riaz rizwan rohan rohit rubina rukhsana saad sabah sabina sadia safia sahil saima
sajid sajida sakina saleem salim salma sameer samina sana sandeep sangita sania sanjay sarfraz satnam satwinder saqib shabana shabbir
shabnam shafiq shagufta shahbaz shahid shahida shahzad shaista shakeel shakil shamim shamima shanaz sharma shazia shehzad shilpa shoaib
shreya shyam sidra simran sohail suleman sukhdeep sukhjit sukhvinder sumaira sunil sunita suraj surinder suresh syed tabassum tahir
tahira tajinder talha tariq tasneem tayyab umar umair umesh usha usman uzma vandana varun vijay vikram vinod vivek waheed
wahid waqar waqas waseem yasin yasmin yasmine younis yousaf yousuf yusuf zahid zahida zahra zain zainab zaheer zakir zara zeeshan zeenat
zubair zulfiqar
abdi abdirahman abiola abimbola adebayo adewale agnieszka akua amara aminata asha ayodele babatunde chidi chinedu chioma efua emeka farai
folake fatou hodan ifeoma ikechukwu jelena katya kofi kwabena kwame kwasi mamadou mehdi mbali ngozi nkechi obinna oksana oluwaseun
olumide oluwole samira sekou segun svetlana tadeusz tendai temitope thandi tunde uche yaw yemi yetunde zainabu zeinab
`)

/** Names that are also other words or places: found only where something else says "a person". */
export const doubtfulNames = list(`
abbey alex alexander alexandra alexis ali alma amber angel ann april art ash asher ashley aston aurora austin autumn bailey basil beth
bill billy blake blue bob bonnie brad brandon brook brooke bruce bryn buddy candy carey carol casey cat chad charity charles charlotte chase chelsea cherry chip
chuck christian clay cliff clifford cody cole constance coral courtney craig crystal curt daisy dale dan dawn dean dee del desmond destiny dick dixie dolly don dora dot
drew dylan earl eden eddie ed eira elan elliot ernest errol esme eva eve faith fay fern flo florence ford frances francis frank gail gale gary gay gaynor gene georgia
ginger glen glenn glyn grace grant guy gwen gwyn haf hal hank harmony harper harrison harry hayley hazel heath heather hedd holly hope hunter ida ike imam iman india iona
iris irwin israel ivan ivor ivy jack jackie jade jan jasmine jasper jay jesse jet jewel jo jock jon jordan josh joy jude judy june kai kay ken kent
kerry khan kim kit kitty lance laurel lee lena leo leon les lil lily liz llew lloyd logan lola london lou lourdes mabel mac mali marcia mari marie marina marion mark marlene marvin mason maude max maxine may melody mercedes
mercy mia mick miles milo mimi mina mo mona morgan myrtle nat ned nell nelly nick nico noel noor norman nur olive opal otto paddy paige pansy paris parker pat patience
pearl penny percy pete phil pia pip poppy precious preston prudence queenie quentin ray raven reece reg rex rich rick ricky river rob robbie robin rocky ron rose ross rowan roy
ruby rufus russ rusty sabrina sage sam sandy sara saul savannah seb selwyn seren serena seth shan shane shanti shaw shay sid sienna singh skip sky skye
sol sonny stan star stella stephan stewart sue summer sunny suzie sydney tanya teg terri terry tess theo tia tiger tilly tod todd tom tori trish troy tyler val vera verity vernon vic victor victoria vinnie viola wade warren wesley
will wren yves zac zeb aman amani ananya aria arya islam jan kaur malik meher mina nasim noori rafi rahma rani ravi roshan sahar sami shah shireen suhail
surya taj tej uma veer zia
deri gwawr heulwen dilys wyn eirlys fflur barry una tara ted jean mike enfys eleri carys bedo cai cain celyn dwynwen gerwyn gwion hari hedydd ior lili llio mai medi macsen mirain nan nansi non ned prys sion siani tal tegid tirion anest betsan ela lleu maelgwyn
`)

/** Family names, for words in small letters or all in capitals, where a capital letter says nothing. */
export const familyNames = list(`
adams ahmed akhtar ali allen anderson bailey baker begum bennett bevan bowen brown butler campbell carter chowdhury clarke collins cooper cox
cunningham das davies davis doyle edwards ellis evans fletcher foster gill graham griffiths gupta hamilton harris hassan henderson hill hopkins howells hughes hussain
ibrahim iqbal islam jackson james jenkins john johnson jones kaur kelly khan khatun kowalski kumar lewis llewellyn lloyd macdonald mahmood malik mason
mcdonald mehta miah miller mistry mitchell mohamed moore morgan morris morrison murphy murray nowak obrien okafor oneill owen parry patel phillips
powell price prosser pugh qureshi rahman rees richards richardson roberts robertson robinson rogers scott shah sharma shaw sheikh simpson singh smith stewart
sullivan taylor thapa thomas thompson turner uddin vaughan walker walsh watkins watson watts white williams williamson wilson wood wright young
`)

/** In Arabic script, which has no capitals: names that are seldom anything else. */
export const urduNames = list(`
احمد اسلم اشرف افضل اقبال اکبر اکرم امجد امینہ انور ایوب بشیر بلال ثمینہ جاوید حسن حسین حمزہ خالد خالدہ خدیجہ رابعہ راشد رضوان رفیق رقیہ روبینہ زاہد زبیدہ زینب
ساجد سعدیہ سلمان سلمیٰ سلیم سمیرا شاہد شاہدہ شبانہ شبیر شکیل شمیم صائمہ صفیہ طارق طاہر طاہرہ عائشہ عابد عارف عاصم عامر عباس عبداللہ عثمان عدنان عرفان عمران
غلام فاطمہ فرحان فرزانہ فیصل قاسم کامران کلثوم ماجد محمد محمود مریم مصطفیٰ ممتاز نازیہ ناصر نبیلہ نجمہ ندیم نسرین نسیم نوید وسیم وقار یاسر یاسمین یعقوب یوسف یونس
`)
