/** Word lists that tell a person's name from the rest of a clinical note. All lower case. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Words that start sentences and headings of these notes: capitalised, they are still no names. */
export const ORDINARY_WORDS = words(`
  a about above access accessed account active activity acute adjusted admitted advised aetna affairs after again against agreed
  alarm alarms alert allergies allergy alone already also although always an analgesia analysis and anesthesia ankle another
  anticoagulation any appears appointment area arm arms arrived as ascension aseptic asked aspirated assess assessed assessment
  assistance at attempt attempted aware awake back baclofen balance bathing battery because bed been before began being below benefits
  better between bilateral billing biller bladder blood blue body bolus boluses both bowel breathing bridge bridged brought bupivacaine
  but by call called came can cancer cannot care caregiver case catheter cath cause changed changes chart check checked chief chronic
  cigna clean cleaned clear clinic clinical clonidine coder code codes come comfort comfortable comments common community companion
  compared complains complaint complete completed complex compounded concentration condition confirmed consent considered constipation
  contact contin continue continued continues control controlled conversation coordinator copy cost could coverage cross current
  daily date day days declined deep denied denies depth desk despite details device diagnosis did different difficult director
  disability discharge discharged discrepancy discussed do documented does done dose doses doubled down dressing driver drove drug drugs
  dry due during each earlier early edema education educator effect effects either electronic elevated eligible emergency empty
  encounter entered epidural eri escort established evaluated evaluation evening every exam examined except expected explained
  external extra extremities facility fall falls family felt fentanyl few fill filled final financial find findings first flexed
  floor flow fluid fluoro fluoroscopy follow followed following follows for form found from full function further gait gave general
  generally given gives goal goals good granted group guarantor guidance had half hand has have having he headache health heart help
  helped her here herself him himself his history home hospital hours how however humana hydromorphone identified identity if imaging
  implant implanted implants improved in included increase increased increases infection inferior infusion initial initially injection
  insurance insured intact interrogated interrogation into intrathecal is it itching its keep kept lab last later left leg legs less
  level levels light likely limited line little living location log long low lower lumbar made main make managed management manager
  marked may meanwhile medicaid medical medicare medication medications medtronic meets mild minimal missed mobility moderate mode
  more morning morphine most motor moved much muscle name named nausea nearly neck need needed needle needs negative neuro neurology
  never new next nice night no none nor normal not note noted notes nothing notified now nurse nursing obese obtained obvious
  of off office often ok old on once one only onset open opened option options or oral order ordered orders other others our out over
  overall own oxygen pain palpable palpated parameters parent partial patient patients payer pending per percent performed period
  permission pharmacist pharmacy phone physical physician place placed plan planned please pocket port portal position positive
  possible post practitioner pre prep prepared prescribed prescription present presents pressure previous prior private problem procedure
  proceed program programmed programmer programming progress protocol provided provider proxy psych pt pump pumps quality quantity
  question questions quite range rate read reading reason reassessed received recent recently rechecked recommend recommended record
  records redness reduced referral referred refill refilled refills refused regarding rehab related relief remain remained remaining
  remains removal removed rep replaced replacement report reported reports representative request requested required reservoir residual
  respiratory response responsible responded rest result results return returned returns review reviewed revised right risks route
  routine rx safe said same satisfied saw says scan scar scheduled script second secondary sedated sedation see seemed seems seen self
  sensation sensory septum seroma service services session set several severe she shield short should shoulder side signed signs since
  single site sitting skilled skin sleep small so social some soon sore spasm spasms spasticity specialist specialty spinal spine spoke
  spouse stable staff standing started state stated states status sterile still stopped stopcock strength stretching strong study
  suite summary supervised supervising supervision supervisor supine support sure surgery surgeon surgical swelling symptoms
  synchromed system take taken takes taking tapered team technician technique telemetry template tender test tested than that the their
  them then therapist therapy there therefore these they this those though thought three through thus time times to today together
  told tolerated tomorrow tone too took total transfer transfers transport treatment trial tricare tried trunk two type unable
  under understands understood unchanged unit united units unknown unless unlisted until up updated upper upon urine use used using
  usual verbal verbalized verified very veterans via vial vials visit visits vitals volume volumes waist waiting walked walker walking
  wants warm was wash waste wasted water we weak weakness wean weaned week weekly weeks weight well were what wheelchair when where
  which while who will with withdrawal within without wore work worked worker workers worse would wound wrist written x-ray
  year years yes yesterday yet ziconotide
  ct mri eri itb ptm pca csf bp hr emg rom adl dnr copd htn iddm lbp crps fbss ms cp tbi sci cva cad chf ed er icu or asc snf opd ivf
  center centre college county department hospice institute memorial mercy mount north northern park regional south southern university valley west
  western east eastern
  gablofen lioresal infumorph duramorph mitigo prialt precedex dilaudid prometra flowonix isomed codman infusaid tricumed
  monday tuesday wednesday thursday friday saturday sunday
  january february march april june july august september october november december
  jan feb mar apr jun jul aug sep sept oct nov dec
  died dead lives works drives helps calls agrees thinks feels brings speaks translates interprets notices worries manages arrives stays unwell ill
  alive abroad away coaxial wing tower bay gauge
  german italian polish portuguese hindi tagalog haitian creole somali hmong ukrainian persian farsi greek japanese veteran
  english spanish french chinese russian vietnamese korean arabic
`);

/** Scales, signs, needles and devices that bear a person's name: no names where only the context suggests one. */
export const EPONYMS = words(`
  allen alzheimer ashworth babinski baker barthel beck berg borg braden bromage cobb foley fowler frankel glasgow hoffman
  hoffmann huber jude karnofsky kaplan lhermitte likert mallampati mayfield morse norton ommaya oswestry parkinson penn quincke ramsay
  rankin richmond romberg roland sprotte tardieu tinetti trendelenburg tuohy whitacre wong
`);

/** Given names common enough that one before a surname marks a person even without a title. */
export const GIVEN_NAMES = words(`
  aaron abigail adam adrian ahmed alan albert alejandro alex alexander alexandra alexis alfred alice alicia alison allison amanda amber
  amelia amir amy ana andrea andrew angel angela angelica anita ann anna anne annette annie anthony antonio april arthur ashley audrey
  austin barbara beatrice benjamin bernard beth bethany betty beverly bill billy bob bobby bonnie bradley brandon brenda brian brittany
  bruce bryan caleb calvin cameron carl carla carlos carmen carol caroline carolyn catherine cathy charles charlotte cheryl chris
  christian christina christine christopher cindy claire clara clarence connie craig crystal curtis cynthia dale dan daniel danielle
  danny darlene darrell david dawn dean deborah debra dennis derek diana diane diego dolores donald donna doris dorothy douglas dylan
  earl eddie edith edna edward edwin eileen elaine eleanor elena elijah elizabeth ellen emily emma eric erica erik erin ernest esther
  ethan ethel eugene eva evan evelyn fatima florence frances francis francisco frank fred frederick gabriel gail gary george gerald
  geraldine gladys glen glenn gloria gordon grace greg gregory hannah harold harry heather hector helen henry herbert howard ian ibrahim
  ida irene isaac isabella ivan jack jackie jackson jacob jacqueline james jamie jane janet janice jared jasmine jason javier jay jean
  jeff jeffrey jennifer jeremy jerome jerry jesse jessica jesus jill jim jimmy joan joann joanne joe joel john johnny jonathan jordan
  jorge jose joseph joshua joyce juan juanita judith judy julia julian julie june justin karen karl katherine kathleen kathryn kathy
  katie keith kelly kenneth kevin kim kimberly kristen kristin kyle larry laura lauren laurie lawrence leah lee leonard leslie lewis
  lillian linda lisa lloyd logan lois loretta lori louis louise lucas lucille lucy luis luke lynn manuel marcia marcus margaret maria
  marie marilyn mario marion marjorie mark marlene martha martin marvin mary mason matthew maureen maurice megan melanie melissa melvin
  michael michele michelle miguel mike mildred miriam mitchell mohamed mohammed molly monica nancy naomi natalie nathan nathaniel
  nicholas nicole nina noah norma norman oliver olivia oscar pamela patricia patrick paul paula pauline pedro peggy peter philip
  phillip phyllis priya rachel ralph ramon randall randy raul ray raymond rebecca regina renee ricardo richard rick ricky rita robert
  roberta roberto robin rodney roger ronald ronnie rosa rose rosemary roy ruben russell ruth ryan sally samantha samuel sandra sara
  sarah scott sean sergio seth shannon sharon shawn sheila sherry shirley sofia sophia stacy stanley stephanie stephen steve steven stuart
  sue susan suzanne sylvia tamara tammy tanya tara ted teresa terry thelma theodore theresa thomas tiffany tim timothy tina todd tom
  tommy tony tracy travis troy tyler valerie vanessa vera vernon veronica vicki victor victoria vincent viola virginia vivian walter
  wanda warren wayne wendy wesley william willie yolanda yvonne zachary
`);
