/**
 * Words that charts use, beside those that the finder of names knows, all in lower case. A word with a capital that is
 * neither here nor there may be a name: it is hidden in the note and in the items. Endings such as `-ed` and `-ing`
 * need no entry of their own.
 */
export const CHART_WORDS: ReadonlySet<string> = new Set(
  `
  aarp abbreviations abdomen abdominal abnormal absent absolute abuse accept accepted accepting accepts accession
  accident accidental accompany acct accuracy acetaminophen acetate ache acid acinetobacter acquire acquisition across
  act activated activations actual add added addenda addendum addiction address addressed addresses adds adductors
  adequate adhd adhesions adhesive adj adjudication adjust adjuster adjustment adjustments adm admin administer
  admission admit adrenal adrucil advanced adverseeffectfamily advice advil advise aeruginosa afebrile affecting
  affirmed afib aftercare afternoon afterward age agent agents ago agree agreement ailment aim airway alarming
  albuterol alcohol alcoholism aleve alfentanil algorithm alias aliases align aligned alike aliquots alk all allodynia
  allow allowance allowed allows along alphanumeric altered alternating alternatives amb ambetter ambient ambulance
  ambulated ambulates ambulatory amendment amitriptyline amlodipine among amounts amoxicillin ample amplitude ampul
  ampule ampules amt amyotrophic analgesic analgesics analogs analogy analyzed ancef anchor anchored anemia anesthetic
  anesthetics aneurysm angiosarcoma ankles annotation announce answer answers anthem antibacterial antibiotics
  anticipate anticoag anticoagulant anticoagulants antidiabetic antihypertensive antineoplastic antiparkinsonism
  antipyretics antispasmodics anxious anyone anything anywhere aortic apart apixaban app apparent appealed appear
  appendectomy appended appendix appetite appliance applicable application applied applies apply appoint approach
  appropriate approve approx approximate appt apt arachnoiditis arc archive ards are arithmetic armband aromatase
  around arrange arrays arrive arrow arterial arthritis arthroscopic articles artificial asa ascending asepsis aside
  ask asking asp aspirate aspiration aspirin assault assessor assign assist assistants assisting assoc associate asst
  assume assure ataxic atherosclerotic athetoid ativan atlanto atorvastatin atrial attach attached attack attempts
  attend attested attesting attn audio audit auditor auditors audits aureus auth authentication author authored
  authorisation authorize authorized automatically available avg azithromycin bacitracin background backup bacteria
  bacterial bacteroides bad bag bandaid bank banner bar bare bariatric bars base bases batch batches baumannii bear
  became become becomes bedsore bedtime beep beeped beeping beeps begin beginning begins begun behavior behind belief
  belly belong belongs belt bend beneath benign beside best beyond bid bilat bile bili bilirubin bill billed billion
  bills binary binder biological biplanar birthdate birthday bisacodyl bisphosphonates bite blade blank bldg bleb
  blind blockage blocked blocks bluecross blueshield blvd boggy booked born borrow bottle botulinum bought bowels
  boxed boxes bpm braces brackets bradycardia branches brand brands break breakage breakdown breaks breakthrough
  breath breathe brief bring brisk broad broken browser bruise bruised brush buckle bud build building builds built
  bulb bulging bulk bulletin bundle bundled bupiv bupivicaine bupropion business buspirone busy butterfly button buy
  buyer buzz byte bytes cache caches cadd calc calculate calculated calculates calculation calendar calibrate
  calibration calm camera canal cancellation candidate capsule capsules caption capture carbamazepine carc carcinoma
  carcinomas carded cardio carefirst careplus caret carisoprodol carpal carried carrier carries carry cataract
  category catheterization catheterogram cauda causalgia causes cecum cefalexin cefazolin cefepime ceil celecoxib
  centene cephalexin cerebrovascular cert certain certification certify cervicothoracic cetirizine challenge champva
  chance changing chapters character characters charged charges charts chat chats cheaper checking checklist checks
  chemo chemotherapy chevrotain chg chickenpox chlorhex chloride choice cholangiocarcinoma cholecystectomy choose
  chosen ciprofloxacin circle circulate citalopram cite citrate claimant clamp classified claudication clavicle
  cleanse cleansed cleared clears click client climbed clindamycin clip clipboard clonazepam clopidogrel closed closer
  closes closing clostridium clot cloth clotted clr club clusters cmpd coach coat coccyx coded codeine coders coding
  coiled coinsurance colace coli collaborate collaborating collapse collarbone colleague collect collects colon
  colored colorless column columns com combine comma commands commas comment commercial commit committed commode
  communicate comorbidities comp compares compatible compile compiled compilers compiles complain complaints completes
  completion completions complexity compliance complicating comply component compound compounding compounds
  comprehensive compress compressed compulsive compute computes con conc concentrations concern concerns conclude
  conclusions concrete confidential configuration confirm confirming conflict conflicts confuse confusion congenital
  conjunctivitis connect connected cons consciousness consecutive consented conservation consider consistent constip
  consume cont contacts contain container containers content context continuation contract contractor contractors
  contradict contradicts contraindicated contraindication contribute controls contusion conus convention conversion
  convert converted convulsions cooks cool cooperate copied copies coreg cores coring corner corpus correct corrected
  correction corrects correlate correspondence cosign costal costs cough coumadin counsel counted counter counterpart
  course cover covered covering covers cpd crack craft cramp crash crease create creatine credential credentialed
  credentials credit crew crippled crisis crosswalk crystalloid csv cultured cultures cup cushion cut cuts
  cyclobenzaprine cymbalta cytarabine cytology damaged dangerous dantrium dark dash database dated deaccessed deal
  dear debility debride deceased decide decided decides decimal declare decline decrease decreased decubitus dedicate
  defaults defer deficiency defined definite definitions deflate degeneration degenerative degree degrees dehiscence
  delete deleted deletes deletion delirium deliver delivered delivering delivers delusions demands demographics
  demonstrated denials deny depart departure depend dependence dependent depends depict deplete depleted depletion
  deposit depress depressant depressants depressive derive derived dermal dermatology descending describe described
  descriptor descriptors deserve desire desktop detach detached detect detector determination determine develop
  devices dex dexamethasone diag diagnostic diagnostics diagram dialysis diarrhea diary diastolic diazepam diclofenac
  dictate dictated dictation dicts didn dies dietary diff differ difference differential differently differs difficile
  digestive digit digits dilute diluted diluting dimension diphenhydramine diplegia diplegic direction directions dis
  disable disabled disagree disappear discarded disch disclaimer disclose disclosure discogenic disconnect
  disconnected discontinue discontinued discover discrepancies discuss diseases disinfect dislodge dislodged disorders
  dispense dispensed displacement display dispo dispose disposition dissect dissected dissolve distinguished
  distribute disturb divided divides dizziness dizzy dob doctor documents docusate doing domain dome dominant donate
  donepezil door dos dosage dot doubt downloaded doxycycline drained draining drains drank draped draw drawn draws
  dress drew drift drink dripped drive drop dropped drowsiness drowsy dtr ducts duloxetine dumps duplicate duraclon
  dural duraprep duty dye dysphagia dystrophy ears ease easier easily easy eat eats edge edit edited edition editions
  editor editors edits educate educated eight eighteen eighteenth eighth eighty elapse elastomeric elect elected
  electrolyte electronically electroshock elements elevate eleven eleventh eliminate eliquis else elsewhere embed
  emblem embolic embolism employed emptied enable enabled encountered encountering ended ending endorse endoscope
  endotracheal ends engage enhance enlarge enlarged enough enoxaparin enroll ensure enter enterococcus entire entries
  envelope enzymes epic epidurogram epigastric epinephrine episode epistaxis equina equip equivalent equivalents
  erosion errors ertapenem erythematosus escalate escherichia escitalopram escorted esophageal esrd est estimated
  estimates estrogen ethibond evacuated eval even evenings events everyday everything everywhere exactly examination
  examiner example examples exceed exceeded excellent exception exceptional excerpt excess excessive excise excised
  exclude excludes exclusive exclusively excuse excuses execute executed exhale exist existed existing exists exit exp
  expand expect expel expense experience experienced expert expiratory expire expired expires expiring explain
  explains explanation explant explantation explore export exported exports expose exposed express expressions ext
  extend extended extends extensions extensor extent extract extreme extrusion extubated fabric facilitate fact
  factors facts fail fails faint fainting fair familial familiar families famotidine far fashion fashioned fast fasten
  faster fatal fault faults favor favorites fax fear fee feed feeds feel fence fences fenestrated fetus fewer fhx
  fiber fibrillation fibrin fields fifteen fifteenth fifth fifths fifty figure figures filed files filing filling
  fills films filtering fin finalized finding finds fingerprints finish finished fire firm firmly firms firmware fits
  fitting five fix fixed fixes flaccid flag flags flash flat flexeril flexors flexure flip flipped float floors flowed
  flowsheets floxuridine flu fluctuance fluorescein fluoroscopic fluoroscopically fluorouracil fluoxetine flushed
  flushes fold folder folders folfiri forbidden forbids foreign foresaw forget forgot forgotten format formatting
  fortieth fortnight forty forward four fourteen fourteenth fourth fractured fragilis frail frame frames freed freely
  frequent fresh fri friction front frontal frozen fudr fulfill functional functions fungus furnished furosemide fuse
  fused fusions future gabapentin gain gained gap gaps garbage gastro gastroduodenal gather gathers gaze gehrig gel
  generalized generate generated generic genital gentle gentleman gently genuine gerd get gets getting ghost gion girl
  github give glance glass glaucoma glipizide glob glove gloves glue go goes going golfs gone gooseflesh got gradual
  grafts grain grammar granuloma granulomas grasp gravity groups grow grows guess guest guided gzip habit
  hallucinations hallway halved hamstrings handbook handed handle handoff handset handwritten hang happen happened
  happy hard harder hardship harm hash hashes hasty haul hcl hcpcs header headers headersince heading headings
  headless heal healed healing heap hear heartburn heat heels held helicobacter helpful hematology hemiparesis
  hemiplegia hemiplegic hemophilus hemorrhoids hemostasis hep heparin hepatoblastoma hereditary herniate herniated
  heroin herpetic hesitate hibiclens hiccough hiccup hide hides high highest hint hire historical histories hit hives
  hobby holds hole holes holiday hollow homebound honest honor hook hooks hosp hotel hour house houses housing hover
  hovering hovers https huber human hundred hurt hx hydralazine hydrate hydrocephalus hydrochloride
  hydrochlorothiazide hydrocodone hydrocortisone hydromorph hydroxyzine hyperactivity hyperglycemia hyperlipidemia
  hyperplasia hypertensive hyphen hyphens hypofunction hypogastric hypoglycemia hypoglycemic hypotension
  hypothyroidism ibuprofen ice icon id'd ideal identical identifiable identifier identifiers identifies identify
  identifying ids ignore ignored ignores immediate immediately immobile immunodeficiency immunotherapy impact impair
  impedance impingement implantation implies imply import important imported impossible improve improving inability
  inactive inadvertent inappropriate inch incident include includes including income incomplete incompletely incorrect
  incremental increments incubate indeed indentation indented indicate indicator indicators indices induce induced
  induction induration infarction infect infected infectious infiltrate infiltrated inflame inflammatory inflate
  influence influenza influenzae info inform informs infraumbilical infuse infused ing ingest ingredients inhale
  inherit inhibit inhibitors init initialization initials initiate inj inject injectable injected injections injure
  inner inpatients input inquire inquiry ins insert inserted insertion inserts inside insist insomnia inspect
  inspected install installed installing instance instead instill instilled institution institutional instruct
  instruments insufficient insur insure insurer int integumentary intellis intend intense intentional
  interdisciplinary interim internist interop interpret interr interrupt interrupted interruption intervals intervene
  intervertebral intestine intoxication intracerebral intracranial intrahepatic intraop intraoperative intraspinal
  intrathecally intraventricular introduce introduced intubate inv invalid invasive invent invented invents inverted
  investigate involve involved involvement iohexol irinotecan irregular irrigate irrigated irritability irritable
  irritate ischemic isolate isovue itch itdd itself jacket jaundice jelly jerk job jobs join joined joke json jsonl
  jump jumps junction junior junit just justify keeps ketorolac keyboard keys keyword killed kilobytes kinase kind
  kindly kink kinked klebsiella klonopin kneecap knew knock knot know knowledge known knows labeled labor laceration
  lacks lactated lactulose lady laminectomy lamotrigine lamp laparoscopic laparotomy larynx lasts late latest latex
  laugh launch lavage lay layered layers layouts ldentity leading leaflet leaking leaks lean learn learned least leave
  leaves leaving lecture led legend legible lengthen lengths leptomeningeal let lets letters letting lever
  levetiracetam levothyroxine lexer lfts library license licensed licenses lie lies lifting ligaments like limp lines
  link linked links linux lip liposome lisinopril listed listen lists live lnstilled lnsurance lnterrogation loaded
  loads loan lobby lobes loc locality localized locate locked loculated logged logistics logs logy lone longer longest
  longitudinal look looked looks loose loratadine lorazepam losartan lose loudly lounge lovely lovenox lowered lowest
  lra lsp lubricate lumbago lumbosacral lumen lupus lying lyrica machines maintain maintained major maker makers makes
  making malformations malformed malfunction malignant mallei malpractice mammogram man manage mandible manifest
  manner manuals manufacture many map mapped mapping mark markdownlint marketed marks marrow masked masks masshealth
  matched matchers matches mate matters mature max maybe mcare mcg mcp mean meaning means meant measured measures
  mechanic mechanism med medi-cal medians mediastinum mediate medically medicament medicine medigap mediport medium
  medullaris meet melatonin mellitus meloxicam memantine members membrane meningeal meninges meningitis mention
  mentions meperidine met metal metastases metastasis metastatic metaxalone metformin methadone methicillin
  methocarbamol methodology methotrexate methylprednisolone metoclopramide metoprolol metric mets mfr mgmt mgr
  microgram micrograms microseconds midazolam midnight migrated migration mile mileage miles milligram milligrams
  milliliters million milliseconds min mind mine minister minus minutes mirabilis miralax mirror mirtazapine misc
  mislead miss missing mistake mister mixtures mobile mod modafinil modest modifiers modify modulators module moist
  molina mollaret moment mon money monitored mono monocryl mononucleosis monoplegia month monthly months morganii
  mornings morphology mos mostly motrin mouse move moves moving mrs mrsa mssa multidisciplinary multimodal multiply
  murmur must mute mutual mycoplasma myelogram myelopathies myelopathy myocardial myptm myself mystim n'vision nacl
  nadolol naloxone names naproxen narcan narcotic narcotics naropin narrowing nash nature navigate ncci near nearest
  neat nebulizer necessary necrotic needles needless neg neglect negligible neither neoplasm nervous ness neuralgia
  neuraxial neurogenic neurologic neuromodulation neurontin neuropathic neuropathy neurostimulators neurotoxicity
  newborn newer news niddm nightly nights nighttime nil nine nineteen nineteenth ninety ninth nitrofurantoin nka nkda
  nod nominal non nonadministration nonalcoholic noncompliance noncompliant noncoring nondominant nonembolic nonopioid
  nonprogrammable nonpyogenic nonsmoker nontender nontraumatic noon norco nortriptyline nosebleed notation notch
  notification notify novel nowhere npi npm nstemi nuclear numbed numbered nurses nutritional nvision oath obligation
  oblique obs observations observe observed obsessive obstacle obstruct obstructive obtain occasion occipito occlude
  occluded occur occurred ocular ofc offer offered offers official offline offsets older oldest omeprazole omnipaque
  onc ondansetron ones opens operate operating operational opiate opioids opportunity oppose opposite opt optional
  orbit ordinary organize organizm organs orient orientation oriented original otherwise ounce ours ourselves outcomes
  outer outlasts outline outlook outpatients outpt outright outsourcing outstanding ovaries overdose overdue overfill
  overflow overlap overlapping overlaps overnight overridden override oversedation oversee overview owe owes owner
  owns oxford oxybutynin oxycodone oxycontin oxymorphone pace pacemakers pack package packages packed packing pacu pad
  pager pages paid painful pairs pale palpate palpation pan panc pancreatic pandas panic pantoprazole papaparse
  paracentesis paragraphs parallel paralytic paramedic paraparesis paraplegia paraspinal paravertebral parenteral
  paresis paresthesia parkway paroxetine parse parser parses parted participants participate particular partition
  partitions partly passed passes passive pasted pat patch patency patent paths pathway patience patlent patterns pay
  payable payers payments payor pays pdph peaks pectoral pedal peel peers penetrate penicillins people perceive
  percentile perceptual percocet percutaneously perforation perform performance performer performers performing
  perfringens perhaps perineural periodic perioperative peritoneal peritoneum permit persist persons perspective
  pertinent pertussis pharm pharmacists pharmacology pharynx phd phos phrase phys physiatry physiology physiotherapy
  pick picture pieces pierce piles pill pills pin pinch pink pinpoint pins pipe pipeline pipelines pivot placeholders
  placement places plans platelets plavix play playground pleasant pleased plenty pleura plot plt plug plugin plus pmh
  pneumoniae podiatry pointer pointers points poisoning policies polite pooled poor pop population portacath pos pose
  positioning positions possess postal postdate posted postepileptic postherpetic postlaminectomy postop postoperative
  postpone postponed postprocedural postprocedure potency potential pound pounded pour povidone powerport ppms
  practical practitioners pramipexole precautionary precede precise precision preclude predict predicted prednisone
  prefer preferred prefill prefix prefixes pregabalin premedicate premera preop preparation prepare prepped
  preprocedure prescribe prescriptions presentation preservatives preserve preset press presume prevent preview
  previously priced pricing primed priming principal printed printer printers printing printout prints privacy prn
  problems proc procedural proceduralist procedures processed processes processor prochlorperazine proclaim produce
  producing professional professions profiles profound prog programmable programmers programs progression progressive
  project prolene prolong promethazine prominent promise promote prompt prophylactic propofol proposal proposals
  propose proposed proposes propranolol prose prospective prostatic prosthetic protect protected proteus protrusion
  prov prove proven proves provide prudent pruritus pseudomallei pseudomonas psychiatric psychological psychotic ptc
  ptsd published publishes pulled pumpogram purchase purchased pure purge purple purpura pursue purulent pus put puts
  pylori pyxis qhs qid qty quadrants quadriparesis quadriplegia quadriplegic qualified qualify qualifying quantify
  quarters queried questionnaire quetiapine quit quotation quote quoted quotes radiate radical radiculopathy
  radiopaque raise raised raises ramp ran rank rapid rapport rarc rare rarely rationale ratios reach reached reaches
  react readback reader readers readings readme reads realize reasonable reasons reassessment rebates rec receive
  receiving receptionist receptor receptors rechargeable recheck recipient recognized recommendations recomputed
  reconcile reconnect reconnected recorded recorder recording recover recovered rectal rectosigmoid rectum recumbent
  recur redact redacted reduce reduction reductions ref refer referring refine reflect reflll refresh refrigerate
  refund refuse regained regard regardless regards regence regimen register registry regret regulate rehabilitation
  reimburse reimplantation reject rejected rejects relapse relapsing relate relations relationship relative relax
  releases relevant relieve reload relocate relocation rely remainder remark remarkable remarks remedy remind
  remission remittances remitting remove removes render rendering renew renewed reopened reorders repaired repairs
  repeated repeats repl replace replaces replenish reply reposition repositioning repository represent representatives
  reprog reprogram reprogramming require requires res rescue resect reservoirs reset resets resid reside residence
  resident resist resistant resolve resp respect respected respirations respond restated rested resting restless
  restoration restore restrict restrictions rests resume resumed resv retain retained retire retired retract retrieve
  retroperitoneal retroperitoneum reused rev reveal revenue reverse reversed reviewer revise revisions reward
  rheumatoid rid ride ring rinse rinsed rise rising roles roll roller ropivacaine rosuvastatin rotate rotated rough
  roughly round rounded rounding routes routing row rows rrms rtc rtn rub rubber rule ruled rules run running runs sac
  sacrococcygeal sad salt samples sarcomas sarif sat satisfaction satisfactory saturate save saved say saying scab
  scanned scanning scans scant scapula sched scheduler scheduling schema schemas sciatica scissoring sclerosis scores
  scrape screens screw scrub scrubbed sealant sealed season seated sec seconds sections sector secure secured sedate
  seed sees segments seize seizures select selected selection selective sells semi semicolons send sending sends senna
  sense senses sensorcaine sent sentence sentences senza separately separates separator separators sequela
  sequestration ser serials serious serms sertraline serve served server serverless servers sets setting settings
  settle settled settles seven seventeen seventeenth seventy sew sex shade shadow shake shaking shall shallow shape
  share shared shares shave sheath sheet sheets shellfish shifted shiga shin shine shingles ship shipped ships shoe
  shop shops shorten shortened shortness shot show showed shown shows shrink shunting shut sick sided sides sig sight
  sigmoid signatures significant sildenafil silence silent silently silk similar simplify simultaneous simvastatin
  sincere sincerely sit sites sits six sixteen sixteenth sixth sixty skeletal skip skipped slack sleeping sleeps
  sleepy slice slim slip slipped slower slowly slows smaller smart smell smile smoke snack snapshots sneeze snippets
  softer soiled solid solifenacin solis somatic someone something somewhat somewhere somnolence sores sort sorted
  sounding sounds sources space spare spasmodic spastic speak spec species specificity specified spelling spellings
  spells spend spent spill spinalpack splenic splice spliced spms spondylosis spontaneous spreadsheet spurts square
  squeeze squiggle squiggles stability stabilize stain stair stairs stalls stamp staphylococcus start startle starts
  stat statements stating statutory stay stayed std ste steady steal steatohepatitis stec stem stemi steri-strips
  sterilize stethoscope stick sticker sticks stiff stiffer stiffness stimulate stimulus sting stir stitch stocking
  stockings stopping stops store stored stores storm straight strand strap strategies strategy straw stream streams
  strengths streptococcus stress stretch stride strike string strings structured struggle stub stubs studies styles
  stylet subacromial subarachnoid subcategory subcostal subfascial sublimaze submission submit submitted suboxone
  subscriber subseq subsequent substitute subtract successful successor such sucked suddenly sufenta sufentanil suffer
  suffice sufficient suffix suffixes sugar suggest suggested suggestions suggests suit suitable suitcase sulphate
  sumatriptan summaries summarize summarized sun superbill superseded supervise supplement supplemental supplied
  supported supports suppose suppress suppressed supraclavicular suprafascial supraventricular surg surround survey
  survive suspect suspected suspend suspicion sustain sutured sutureless svc swallow swallowed swallowing swap swapped
  sweat sweating sweats swel swell switch switched switches swollen sx symmetric sympathetic sympathy synchronize
  syncope syncytial synthetic syr syringobulbia syringomyelia syrinx systemic systolic tab tables tablets tabs tabular
  tachycardia tags tailbone talk talked tall tamsulosin tan tank tapentadol taper tapped taste taught tax taxonomy
  teach teaching technical technologist tel tele telem telemedicine telemetered tell tells temazepam templ templates
  temporary temporomandibular ten tend tenncare tentative tenth terminate terminated terminator territory tertiary
  testicular testing testosterone tests tethered tetraparesis tetraplegia text texts thank theater theirs themselves
  therapeutic therapists thermometer thighbone thing things think thinner thinners third thirst thirteen thirteenth
  thirtieth thirty thoracolumbar thoracoscopic thoracotomy thorough thousand thousands thread threaded threads threat
  thresholds thrive throb thrombocytopenic thrombosis throughout thu tid tie tied tighter tightness tilt tilted timed
  timeline timely tingle tired titles titrate titrating tizanidine tlm tmpl toilet token tokens tol tolerance tolerate
  tonight topic topiramate torn torticollis toss totals touched toward toxic trach tracheostomy tracing tract trailer
  train tramadol tranquil transaction transcribe transcribed transcript transcription transcriptionist transducer
  transferred transferring transform transfuse transient transition translate transmit transmittal transparent
  transplant transplanted transposed transverse trap traumatic travel trazodone treat treated treating treats tree
  triage triamcinolone trim trimmed trip triwest trospium trouble troubleshoot troubleshooting trusted try trying tub
  tuberculosis tue tunneled turbid turned turning turns twelfth twelve twentieth twenty twin twins twist tx tylenol
  typed typical typing ultimate unavailable unaware unbillable unbundling uncertain unchecked unclassified
  uncomfortable uncommon uncomplicated undecided underdose underdosing underneath underpay undersigned understand
  understanding undetermined undiluted undo uneven uneventful unexpected unfortunate uniform unintentional unique
  unitedhealthcare unlabeled unlikely unlock unpleasant unread unreadable unrelated unremarkable unresponsive unsaved
  unscheduled unseen unsp unspec unspecified unstable unsuccessful unsure untouched unusual unverified update upgrade
  uphold upload upset upstairs upward upwards urge urgent urticaria usable user uses usually uterine utero uti util
  utility utilize utis vacation vaccine vaccines vague validate validated validates validation validity valium
  valproate valuable vapor variance variations varicella vary vas vehicle velocity venlafaxine vent ventilate
  ventilator ventricle ventricular ver verapamil verb verbally verdict verify versions vertebral vertebrogenic vibrate
  vibrio vicinity vicodin video vigorous violate viral virtual visible visitation vital vitreous vocal voiced void
  voids vol volunteer vomit voucher vss vulnificus wait waits waive waived waiver waives wake wakes want wanted ward
  warmed warming warmth warn warnings warns warranty washout wastage watch watched wave waverwriter wavewriter way
  wear weather web wed weekday weekend weigh wel wellcare went wet wheal wheeze whether whisper whole whom whooping
  whose why wide widget widow widower window windows wins wipe wish wished wishes withdraw withdrawn withdrew withhold
  withstand witness wk wks wnl woman womb word wordings words workbook workflow working worklist worksheets workspace
  world worried worry worsen worth wounds write writer writes wrong wrote wt xarelto yaml yearly yield you your yours
  youth yr zanaflex zip zolpidem zoster
`
    .split(/\s+/)
    .filter(Boolean),
);
