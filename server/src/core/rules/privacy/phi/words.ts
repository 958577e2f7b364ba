/** Word lists that tell a person's name from the rest of a clinical note. All lower case. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Words that start sentences and headings of these notes: capitalized, they are still no names. */
export const ORDINARY_WORDS = words(`
  a about above access accessed account active activity acute adjusted admitted advised aetna affairs after again
  against agreed alarm alarms alert allergies allergy alone already also although always an analgesia analysis and
  anesthesia ankle another anticoagulation any appears appointment area arm arms arrived as ascension aseptic asked
  aspirated assess assessed assessment assistance at attempt attempted aware awake back baclofen balance bathing battery
  because bed been before began being below benefits better between bilateral billing biller bladder blood blue body
  bolus boluses both bowel breathing bridge bridged brought bupivacaine but by call called came can cancer cannot care
  caregiver case catheter cath cause changed changes chart check checked chief chronic cigna clean cleaned clear clinic
  clinical clonidine coder code codes come comfort comfortable comments common community companion compared complains
  complaint complete completed complex compounded concentration condition confirmed consent considered constipation
  contact contin continue continued continues control controlled conversation coordinator copy cost could coverage cross
  current daily date day days declined deep denied denies depth desk despite details device diagnosis did different
  difficult director disability discharge discharged discrepancy discussed do documented does done dose doses doubled
  down dressing driver drove drug drugs dry due during each earlier early edema education educator effect effects either
  electronic elevated eligible emergency empty encounter entered epidural eri escort established evaluated evaluation
  evening every exam examined except expected explained external extra extremities facility fall falls family felt
  fentanyl few fill filled final financial find findings first flexed floor flow fluid fluoro fluoroscopy follow
  followed following follows for form found from full function further gait gave general generally given gives goal
  goals good granted group guarantor guidance had half hand has have having he headache health heart help helped her
  here herself him himself his history home hospital hours how however humana hydromorphone identified identity if
  imaging implant implanted implants improved in included increase increased increases infection inferior infusion
  initial initially injection insurance insured intact interrogated interrogation into intrathecal is it itching its
  keep kept lab last later left leg legs less level levels light likely limited line little living location log long low
  lower lumbar made main make managed management manager marked may meanwhile medicaid medical medicare medication
  medications medtronic meets mild minimal missed mobility moderate mode more morning morphine most motor moved much
  muscle name named nausea nearly neck need needed needle needs negative neuro neurology never new next nice night no
  none nor normal not note noted notes nothing notified now nurse nursing obese obtained obvious of off office often ok
  old on once one only onset open opened option options or oral order ordered orders other others our out over overall
  own oxygen pain palpable palpated parameters parent partial patient patients payer pending per percent performed
  period permission pharmacist pharmacy phone physical physician place placed plan planned please pocket port portal
  position positive possible post practitioner pre prep prepared prescribed prescription present presents pressure
  previous prior private problem procedure proceed program programmed programmer programming progress protocol provided
  provider proxy psych pt pump pumps quality quantity question questions quite range rate read reading reason reassessed
  received recent recently rechecked recommend recommended record records redness reduced referral referred refill
  refilled refills refused regarding rehab related relief remain remained remaining remains removal removed rep replaced
  replacement report reported reports representative request requested required reservoir residual respiratory response
  responsible responded rest result results return returned returns review reviewed revised right risks route routine rx
  safe said same satisfied saw says scan scar scheduled script second secondary sedated sedation see seemed seems seen
  self sensation sensory septum seroma service services session set several severe she shield short should shoulder side
  signed signs since single site sitting skilled skin sleep small so social some soon sore spasm spasms spasticity
  specialist specialty spinal spine spoke spouse stable staff standing started state stated states status sterile still
  stopped stopcock strength stretching strong study suite summary supervised supervising supervision supervisor supine
  support sure surgery surgeon surgical swelling symptoms synchromed system take taken takes taking tapered team
  technician technique telemetry template tender test tested than that the their them then therapist therapy there
  therefore these they this those though thought three through thus time times to today together told tolerated tomorrow
  tone too took total transfer transfers transport treatment trial tricare tried trunk two type unable under understands
  understood unchanged unit united units unknown unless unlisted until up updated upper upon urine use used using usual
  verbal verbalized verified very veterans via vial vials visit visits vitals volume volumes waist waiting walked walker
  walking wants warm was wash waste wasted water we weak weakness wean weaned week weekly weeks weight well were what
  wheelchair when where which while who will with withdrawal within without wore work worked worker workers worse would
  wound wrist written x-ray year years yes yesterday yet ziconotide ct mri eri itb ptm pca csf bp hr emg rom adl dnr
  copd htn iddm lbp crps fbss ms cp tbi sci cva cad chf ed er icu or asc snf opd ivf center centre college county
  department hospice institute memorial mercy mount north northern park regional south southern university valley west
  western east eastern gablofen lioresal infumorph duramorph mitigo prialt precedex dilaudid prometra flowonix isomed
  codman infusaid tricumed monday tuesday wednesday thursday friday saturday sunday january february march april june
  july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec died dead lives works
  drives helps calls agrees thinks feels brings speaks translates interprets notices worries manages arrives stays
  unwell ill alive abroad away coaxial wing tower bay gauge german italian polish portuguese hindi tagalog haitian
  creole somali hmong ukrainian persian farsi greek japanese veteran english spanish french chinese russian vietnamese
  korean arabic
`);

/** Scales, signs, needles and devices that bear a person's name: no names where only the context suggests one. */
export const EPONYMS = words(`
  adson allen allis alzheimer apgar arnold ashworth babinski baker barré barre barthel bekhterev bell bennett boas
  brudzinski bunnell burow barthel beck berg brown broviac charcot chiari chvostek colles crohn cushing danlos debakey
  down doppler dupuytren ehlers erb ewing fabry faber fahr borg braden bromage cobb foley fowler frankel glasgow hoffman
  hoffmann guillain gillette gore gram guedel hickman hippel hodgkin holter homan homans horner hoover huntington
  jackson jude kelly kernig kerrison klippel kocher lasegue lachman lambert lewy luer lyme marfan marie meckel meniere
  metzenbaum mcmurray karnofsky kaplan lhermitte likert mallampati maslach mayo moro murphy nissl ober osler paget
  patrick penrose peyronie phalen pott pratt purkinje raynaud reed reiter reye rinne schmorl schober scheuermann sequard
  seldinger sjogren sjögren spurling sternberg swan ganz thomas tinel tourette trousseau virchow volkmann weber
  weitlaner wernicke wilson yankauer mayfield morse norton ommaya oswestry parkinson penn quincke ramsay rankin richmond
  romberg roland sprotte tardieu tinetti trendelenburg tuohy whitacre wong
`);

/** Given names common enough that one before a surname marks a person even without a title. */
export const GIVEN_NAMES = words(`
  clement rich aiden akira alistair amadou anneliese anselm arjun astor bao barnaby benedict bettina birgit bjorn bodhi
  brigid callum carlotta chidi cormac cyrus dagny dara declan desta dieter dmitri duncan eamon edith elspeth enzo esme
  farah fatou fergus ffion finn fredrik gideon gunther habib haruto henrik hideo ilya imogen ingeborg isolde ivor jasper
  jorge joost kaito keiko kenji kwabena lachlan lars leif leila liam linus lorcan mads maeve magnus mamadou marguerite
  matteo mateo milo mina mireille nadira naveen niamh nils noor obinna olumide oluwaseun orla padraig parisa quentin
  rafe renata rohan rory rosamund sakura sanaa sean shirin siobhan soren sunil tadeusz tamsin tariq thaddeus thora tove
  ulrich umberto valentina viktor wanjiru wei xiomara yaw yolanda yusra zahra zeynep zofia aaron abigail adam adrian
  ahmed alan albert alejandro alex alexander alexandra alexis alfred alice alicia alison allison amanda amber amelia
  amir amy ana andrea andrew angel angela angelica anita ann anna anne annette annie anthony antonio april arthur ashley
  audrey austin barbara beatrice benjamin bernard beth bethany betty beverly bill billy bob bobby bonnie bradley brandon
  brenda brian brittany bruce bryan caleb calvin cameron carl carla carlos carmen carol caroline carolyn catherine cathy
  charles charlotte cheryl chris christian christina christine christopher cindy claire clara clarence connie craig
  crystal curtis cynthia dale dan daniel danielle danny darlene darrell david dawn dean deborah debra dennis derek diana
  diane diego dolores donald donna doris dorothy douglas dylan earl eddie edith edna edward edwin eileen elaine eleanor
  elena elijah elizabeth ellen emily emma eric erica erik erin ernest esther ethan ethel eugene eva evan evelyn fatima
  florence frances francis francisco frank fred frederick gabriel gail gary george gerald geraldine gladys glen glenn
  gloria gordon grace greg gregory hannah harold harry heather hector helen henry herbert howard ian ibrahim ida irene
  isaac isabella ivan jack jackie jackson jacob jacqueline james jamie jane janet janice jared jasmine jason javier jay
  jean jeff jeffrey jennifer jeremy jerome jerry jesse jessica jesus jill jim jimmy joan joann joanne joe joel john
  johnny jonathan jordan jorge jose joseph joshua joyce juan juanita judith judy julia julian julie june justin karen
  karl katherine kathleen kathryn kathy katie keith kelly kenneth kevin kim kimberly kristen kristin kyle larry laura
  lauren laurie lawrence leah lee leonard leslie lewis lillian linda lisa lloyd logan lois loretta lori louis louise
  lucas lucille lucy luis luke lynn manuel marcia marcus margaret maria marie marilyn mario marion marjorie mark marlene
  martha martin marvin mary mason matthew maureen maurice megan melanie melissa melvin michael michele michelle miguel
  mike mildred miriam mitchell mohamed mohammed molly monica nancy naomi natalie nathan nathaniel nicholas nicole nina
  noah norma norman oliver olivia oscar pamela patricia patrick paul paula pauline pedro peggy peter philip phillip
  phyllis priya rachel ralph ramon randall randy raul ray raymond rebecca regina renee ricardo richard rick ricky rita
  robert roberta roberto robin rodney roger ronald ronnie rosa rose rosemary roy ruben russell ruth ryan sally samantha
  samuel sandra sara sarah scott sean sergio seth shannon sharon shawn sheila sherry shirley sofia sophia stacy stanley
  stephanie stephen steve steven stuart sue susan suzanne sylvia tamara tammy tanya tara ted teresa terry thelma
  theodore theresa thomas tiffany tim timothy tina todd tom tommy tony tracy travis troy tyler valerie vanessa vera
  vernon veronica vicki victor victoria vincent viola virginia vivian walter wanda warren wayne wendy wesley william
  willie yolanda yvonne zachary abdul abel ada adele adriana agnes aisha alana alberta aldo alessandra alfonso ali alina
  alma alonzo althea alvin amal amina amos ananya andre andres angelina angelo anika anisha anja antoinette antonia
  anton archie ariel arlene armando arnold arturo asha astrid augusto aurora ayesha bart basil beatriz becky belinda
  bella benita benny bernadette bernice bert bertha bianca boris brad brent bridget brigitte bryce camila camille
  candace candice carlton carmela carolina carrie cassandra cecilia cecil cedric celeste celia chandra chantal chelsea
  cheng christa clarissa claude claudia clay clayton clifford clinton clyde colin colleen conrad consuelo corey corinne
  cornelia courtney cristina cyril daisy damian dana daniela daphne darius darla darren daryl deanna debbie deepak
  deidre delia delores denise desmond devin dewayne dexter dillon dina dominic dominique doreen dorian doug duane dwayne
  dwight ed eduardo edgar edmund eleni elias elise elisa eliza elsa elsie elvira emanuel emil emilia emilio emmanuel
  enrique erika erma ernesto esmeralda esperanza estelle estevan eunice everett faye felicia felipe felix fernando fiona
  floyd fran franklin frieda gabriela garrett gavin genevieve geoffrey georgina gerard gerardo gilbert gilberto gina
  ginger giovanni giuseppe giulia graciela graham greta gretchen guadalupe guillermo gustavo gwen gwendolyn hana hank
  hans harriet harvey hattie hazel heidi helena helene helga henrietta hilda hiroshi homer horace hubert hugh hugo
  ignacio igor ilse imani imran ina inez ines inga ingrid irma irving isabel isabelle isaiah ismael ivana jacinta jaime
  jamal janelle janine jeanette jeanne jenna jenny jeremiah jermaine jimena joaquin jocelyn jodi jody johanna josefina
  josephine josie juliet juliette julio kaitlyn kamal kara karim karin karina kaspar katarina kate kathrin katrina kay
  kayla kelley kelvin kendra keri kerry khalid kirk kirsten kofi krista kristina krystal kurt kwame lakshmi lamar lana
  lance latoya laverne lena leo leon leona leroy leticia lila liliana lillie lina lionel lola lonnie lorena lorenzo
  lorraine lottie lucia luciana lucinda ludmila lupe luther lydia lyle mabel mackenzie magda magdalena maggie malcolm
  malik mandy marcel marcella marco marcos margarita margie margot mariana maribel marina marisa marisol marlon marta
  marty mathilde mattie maurine max maxine maya mei meghan mercedes meredith merle mickey mikhail milagros milan milton
  minerva minnie misty mitch mona morgan moses muhammad muriel myra myrtle nadia nadine nasir natalia natasha ned neil
  nelson nettie nicola nicolas nikolai nikita nora norberto noreen nuria octavia ola olga omar ondrej opal oskar otis
  otto pablo paolo patsy patti patty paulette pavel percy perry petra phil phoebe pierre polly preston rachael rafael
  raj rajesh ramona raphael raquel rashid rebekah reginald rene reuben rex rhonda rochelle rodolfo rodrigo roland roman
  romeo ronda roosevelt rosalie rosalind rosario roseanne rosemarie rosetta roxanne rudolph rudy rufus ruslan sabrina
  sadie salvador salvatore sam samir sammy sandy sanjay santiago sasha saul selena selma serena sergei sheldon shelley
  shelly sheri sherman shreya sidney sigrid silvia simon simone sonia sonja sonya spencer stefan stella stewart sunita
  suresh susana susanne sven tabitha tamika tammie tania tatiana terrance terrence tessa thandi thea theresia tobias
  tobin toby tomas tomasz toni tonya trevor tricia trisha trudy uma ursula vanya velma vicente vicky vijay vikram vilma
  violeta vivek vladimir wallace wendell wilbur wilfred wilhelmina willa willard winifred winston xavier ximena yan
  yasmin yasmine yesenia yolande yuki yuri yusuf yvette zainab zelda zoe
`);

/** Given names that are words, months or places of a note as well: alone they mark no person. */
export const AMBIGUOUS_NAMES = words(`
  rich amber angel april art austin autumn bill cameron carol charlotte chase christian crystal dale dawn dean drew earl
  faith florence frank gene georgia glen glenn grace grant guy heather hope iris jack jackson jade jesus jordan joy june
  kim lane lee logan mark may miles norm olive paris pat pearl penny ray reed rich rob robin rose ruby sally sherry sky
  sue summer sydney troy tyler victor victoria violet virginia wayne will ada ariel arnold aurora basil bella carolina
  cecil chelsea clay daisy dana ed faye ginger hazel holmes kay lamar lance leo leon lila marina max mei melody mercedes
  milan misty morgan ned nelson ola opal otto percy perry preston raj rene rex roland roman sam sandy sasha simon
  spencer trudy wallace yan
`);

/** States and towns that are given names as well. */
export const PLACE_NAMES = words(
  `austin carolina charlotte dakota florence georgia jackson madison victoria virginia sydney paris`,
);

/** Relations and roles that a name may follow or precede: `wife Mary`, `Mary (wife)`. */
export const RELATIONS = words(`
  spouse husband wife mother father mom dad son daughter sister brother aunt uncle niece nephew grandson granddaughter
  grandmother grandfather caregiver guardian friend neighbor fiance fiancee roommate partner aide cousin
`);

/** Devices, makers, drugs, anatomy, signs, forms, places: capitalized in notes, and no names. */
export const CLINICAL_WORDS = words(`
  noridian novitas palmetto highmark humana tricare walgreens caremark optum accredo medtronic flowonix intera abbott
  achilles affinity affairs allergan anterior antibiotic anxiety aorta apnea archimedes artery ascenda ashford asthma
  autism axial babinski baclofen bandage bard betadine better biopsy biotronik black bleeding boston botox bovie brain
  braun breast brown buttock cadence calf canada carotid catheters cell center cells cephalic cerebral cervical chiari
  chin chloraprep chlorhexidine cholesterol chronically clonus clotting cloudy cluster coagulopathy coast coban cord
  cornea coronary corporation crutch cuff cyst dantrolene dementia dermabond diabetes diabetic diagnoses diet digital
  dilaudid diplopia disc discs disease disorder distal donor dorsal drain drainage drape drapes drip drops duct durable
  dysport dystonia ear elbow embolus emergent enterra epilepsy equipment erythema esophagus ethicon exercise exeter eye
  eyes eyelid face faces facial faculty fascia femur fever fibula film finger fistula flap flex flexion floor flowsheet
  fluids foot forearm form forms foundation fracture frequency gait gallbladder ganglion gland glasgow gold gown graft
  graves green gray groin gut hair hamilton hands harrington heel hematoma hemorrhage hepatic hernia hickman hip hips
  holter home hormone hubers humana hygiene hyperbaric hypertension ileus iliac illinois indiana infumorph inguinal
  inhaler insulin intake integrity intera interval iodine iowa iron jaw jejunum joint joints jugular kansas keflex
  kentucky ketamine kidney kit knee knees kyphosis lab labs lactate lancet laser lateral lead leads lesion lesions
  levodopa lidocaine ligament limb limbs lobe lordosis lung lungs lymph magnesium mail maintenance malformation marcaine
  maryland mask massachusetts medial median meds medstream mental mesh mexico michigan microbore migraine milliliter
  mini minnesota missouri monitor monitoring montana mouth mri myelin nail nasal national nausea neoprene nephrology
  neuron neurostimulator nevada newest nipple nitro nonpharmacologic northeast nostril numb numbness nutrition nylon
  obstruction occipital occlusive occult occupational ohio ointment oklahoma oncology operative operation ophthalmology
  opioid optic oregon orthopedic orthotic osteoarthritis ovary pacemaker pacing palate palm palsy pancreas panel
  paralysis patella pelvic pelvis penicillin pennsylvania peripheral phantom piston plate pleural plexus pneumonia pole
  posterior pouch power prone prostate proximal pulmonary pulse pupil purse quad quadrant radiology radius rash ratchet
  reflex reflexes region renal retina rhode rib ribs rigid ringer robaxin rod rods room rotor sacral sacrum safety saint
  saline scalp scalpel scale scales scientific sclera score scoring seizure sepsis shunt sinus skeleton skull sling
  socket sole solutions sphincter spine spleen splint spray staple staples sternum stimulator stomach stool stools
  strain strip strips stroke sulfa sulfate suture sutures syndrome syndromes synovial syringe syringes system systems
  table tarry tears teeth tegaderm temp temperature tendon tennessee tetanus texas thigh thorax throat thumb thyroid
  tibia tingling tinnitus tissue toe toes tongue tonsil tooth topical tourniquet towel towels toxin trachea traction
  transfusion transit trauma trays treatments tremor trigger trunk tube tubes tubing tumor typhoid ulcer ulna ultrasound
  umbilical union urethra urology utah uterus vagus valve valves vancomycin vanguard vascular vein veins vena ventral
  vermont vertigo vicryl virus visual vitamin voice walker warfarin washington wheel white wisconsin workup worldwide
  wyoming xeomin xray yellow york zofran zone academy administrator advantage agency alliance american apollo associates
  association baptist board bureau capital catholic central certified chair chapter charge charity cityview clinics
  coalition collection commission commonwealth compensation corp council covenant crescent dental department dept desk
  directive directives district division docs driver enrollment episcopal ethics executive fairview federal fellow
  finance fund general government grand greater guild health healthcare heights heritage highland hospitals humanity inc
  institute interpreter jewish journal kaiser laboratories lakeside law legal liaison lutheran mayo mclaren member mercy
  meridian methodist metro metropolitan midwest mission municipal network nursing occupation officer organization
  orleans orthopedics outpatient inpatient partners permanente pharma pharmaceutical pharmaceuticals pharmacies
  physicians pilot plaza premier presbyterian president prime providence psychiatry psychologist psychology public
  registrar registration rehab resource resources river riverside roads royal sciences secretary section security senior
  seventh shore society southwest specialists spring springs springfield standard star station stone street student
  summit sunrise sunset supplier surgeons surgicenter tech tower town township transport transportation trinity trust
  trustee vendor village visiting vista wellness workforce action additional adult advance adverse aid allergic
  alternate although amount anatomic anesthesiology angle anterolateral appeal approval arrival attention attestation
  authorization automatic average avoid baby band baseline basic bath bed bedside benefit bilaterally bilious billable
  bipolar birth bleed blister block bone bottom bowel box brace bridging briefly bruising bulge burn burning call calls
  capacity cap caps card cardiac cardiology cards careful cast cautery cavity central cerebrospinal change channel chest
  child children circumferential claim claims class classification clause cleaning cleansing clear clearance clerk
  clinically clinician clock close closure coil cold coma combination command compare complication complications
  compression computed computer conclusion conditions conference confirmation congestive connection connector conscious
  conservative constant consult consultation contents contact continuous contour contrast controller coordination copay
  core counseling count counts courses coverage cranial criteria critical culture cumulative currently curve custom
  cycle damage danger data dates death debris decision deductible default deficit definition delay delivery demand
  denial denver depression depth description designated detail device diameter difficulty dilution direct disability
  discussion disk disposal distance distress disturbance document documentation double draft dual dura duration
  dysfunction dyspnea eating effective effort egress elective element elevation emerging emotion employer encounters end
  endocrine energy engine enteral entry environment equal error escalation essential estimate evening event evidence
  exact exchange expiration expiry exploration exposure extension extensive extra extraction extremity facilities factor
  failed failure false fasting fat fatigue feature feet female field file filter fine fit fitness fixation flank flare
  flexible flush focal focus food force formal formula fraction free friday fusion gas gastric gauze generator global
  glucose grade graph grip gross ground growth guard guide guideline guidelines halo handling hardware hazard head
  hearing heavy height hemoglobin highly holding hold horizontal hot humid hydration identification illness image images
  immune impaired implantable impression incidence incision independent index indication individual inflammation
  information informed ingredient injury inspection instruction instructions instrument insufficiency intensity intent
  interference intermittent internal international interrogate intervention interventional intolerance inventory invoice
  irrigation irritation isolation issue issues item items key label labels lack language large law layer layout leak
  leakage learning length letter lidded life lifestyle lift light limit limits liquid list liver load local lock lockout
  loss lost lot lots loud lunch machine magnet magnetic male manager manual manufacturer margin mass match material
  matter maximum meal meals measure measurement mechanical member memory menu message messages metabolic method micro
  middle midline mild military minimum minor minute mix mixed mixture model models modern modified modifier mood morbid
  motion movement mucosa multi multiple muscular name narrative narrow national native natural necrosis need negative
  nerve nerves net neural neurological neurologist neurosurgery neutral node nodes noise normal nose notice null number
  numbers numeric object objective observation occlusion occurrence odor online opening operator opinion optimal organ
  origin osteoporosis outcome output outside oximetry packet page pains pair palliative paper para parameter parent part
  particle parts pass past paste path pattern pause payment peak pediatric pen percentage percutaneous perfusion
  perineal permanent persistent person personal personnel phase phenol photo piece pillow plain plane plasma plastic
  platelet platform point policy polymer pool portable portion post posture potassium powder practitioner practice pre
  precaution precautions prefilled pregnancy preliminary preoperative prescriber presence preservative pressures
  prevention preventive price primary print prior priority probable probe process product products profile prognosis
  progress prolonged proof proper prophylaxis protein proton provisional psychosocial pull puncture purpose push quarter
  quick quiet radiation radicular random ratio reaction ready real rear reason receipt receiver recall recommendation
  reconciliation reconstruction recovery recurrent red reference reflux refractory registered regular rejection relation
  release reminder remote renewal reorder repair repeat replacements reporting research resection reserve resistance
  resolution respiration rest restart restraint restriction resuscitation retention return reversal revision rhythm
  rigidity risk role root rotation rounds rupture sample sanitizer schedule science scope screen screening seal search
  seat sedation segment sensitive sensor sentinel separate sequence serial series serous serum severity sexual sharp
  sharps shift shock shower sign signal signature silicone simple size skill sleeve slide slight slow smoking smooth
  soap social sodium soft software solution sound source span special specialty specific specimen speech speed spell
  sphere split sponge spot spread squamous stable stage stall standards state statement stationary steel stenosis step
  steps stimulation stock stop storage strict structure style subcutaneous subject subjective substance success suction
  sudden suicide sum superficial superior supplies supply surface surveillance susceptible swab symptom symptomatic
  tablet tag tape target task team tear telehealth telephone tenderness tension term terminal terms texture thick thin
  thoracic threshold tight timeout timing tip titration tone tool top torque torsion touch toxicity trace track trade
  tray trend triple true tunnel turn twice ulcers unilateral universal unsteady upcoming upright urgency urinary usage
  valid value values variable variant venous verbal verification version vertebra vertical vessel view viewed vision
  volumetric voluntary vomiting walk wall warning waste weight welcome width wing wire withdrawal analyst anesthetist
  anesthetists article everyone everybody grandma grandpa hospitalist incision intensivist kids literature notes parents
  pathology physiatrist research rheumatologist school teacher transporter urologist fitter genetics individual lens
  massage midwife regulations requirements title trustees wording worksheet wrap wristband writing yard zero
`);

/** Words that are family names as well: behind a given name (`Karen White`) they are. */
export const WORD_SURNAMES = words(`
  abbott baker ball banks bell berry best bird bishop black bridges brooks brown burns bush butcher carter case chambers
  church clay coleman cook cooper crane cross day dean diamond drake fields fisher flowers ford forest foster fox frost
  gardner glass gold good grant graves gray green hall hart head hill holder house hunt hunter johns justice king knight
  lake lamb lane little long love marsh mason may meadows miller mills moss noble nurse page park parker parks parsons
  pool pope post potter power powers price prince pruitt reed rice rich rivers rose sands sharp shepherd short silver
  singer small snow sparks spencer stamp steel stein stone street strong summers swan swift taylor temple turner vance
  walker wall walls ward waters weaver webb wells west white winter winters wolf wood woods young
`);

/** Words before a name of a person who was spoken to: `called Diane`, `spoke with Maria`, `per Tom`. */
export const SPOKEN_TO = words(`called with told asked informed notified per contacted`);

/**
 * Verbs of persons, and other words behind a subject that is one. With things they are rare, and then the thing has a
 * known name.
 */
/** What people do at a clinic, before a name: `interpreter Mei-Ling Zhao`. */
export const ROLES = words(`
  interpreter translator rep representative pharmacist attending surgeon anesthesiologist scribe technician therapist
  physiatrist neurologist neurosurgeon fellow aide neighbor coworker companion chaperone observer student proxy
  practitioner worker chaplain caretaker hospitalist oncologist pulmonologist urologist psychologist dietitian counselor
  coordinator guardian nok poa partner friend roommate driver manager nurse assistant pcp provider specialist consultant
  vendor physician intern extern preceptor biller
`);

export const PERSON_VERBS = words(`
  presents presented returns returned comes came is was has had seen here arrives arrived reports reported denies denied
  states stated says said complains complained tolerated tolerates agrees agreed requests requested calls called left
  underwent missed lives will did does verbalized understands understood wants feels felt walks remains filled refilled
  programmed reprogrammed interrogated supervised witnessed signed brought drove assisted waited attended helps updated
  left refuses refused reviewed performed adjusted recommends recommended ordered advised updated accompanied translated
  interpreted needs asks asked notes noticed describes endorses rates who
`);
