"""Which verbs English expository prose uses, and which of them are nouns as well."""

from __future__ import annotations

VERBS = """
abandon abolish abort absorb abuse accelerate accept access accommodate accompany accomplish account accumulate accuse
achieve acidify acknowledge acquire act activate adapt add address adhere adjust admire admit adopt adsorb advance
advise advocate affect afford aggravate agree aid aim alienate align alleviate allocate allow allude alter amend amount
amplify analyse analyze annex announce answer anticipate appeal appear appease apply appoint approach approximate argue
arise arrange arrest arrive articulate ascend ask aspire assassinate assemble assert assess assign assimilate assist
associate assume assure attach attack attain attempt attend attract attribute audit author authorize avoid await award
balance ban base be bear beat become begin behave believe belong bend benefit bestow betray bias bind bisect blame
blend block boil boost borrow bound break breathe bring broadcast build bundle burn bypass cache calculate call
camouflage cancel capture carry carve catalyse catalyze categorize cause cease celebrate certify challenge change
characterize charge cheat check choose circulate cite claim clarify classify clear climb cling clone close clot
coagulate coat coerce coexist coin coincide collapse collect collide color combine command commemorate commence comment
commission commit communicate compare compartmentalize compel compensate compete compile complement complete complicate
compose comprehend compress comprise compute conceal concede conceive concentrate concern conclude condemn condense
conduct confer confess confine confirm conflict conform confuse congregate conjugate connect conquer consecrate consent
conserve consider consist consolidate conspire constitute constrain constrict construct consult consume contact contain
contaminate contend continue contract contradict contrast contribute control converge convert convey convict convince
cool cooperate coordinate cope copy correct correspond corrode cost count counteract couple cover craft crawl create
criticize cross crown crystallize culminate cultivate curb curve cut damage deal debate decay decide decipher declare
decline decode decompose decrease decree dedicate deduce deepen default defeat defend define deflect deform defy
degrade dehydrate delay delegate delete deliver demand demonstrate denature denote deny depart depend depict deploy
depolarize deport depose deposit depress deprive derive descend describe deserve design destroy detach detect deter
determine dethrone develop deviate devise devote diagnose dictate differ differentiate diffract diffuse digest dilate
dilute diminish direct disappear disband discard discern discharge disclose discount discover discriminate discuss
dislike dismiss dispatch disperse displace display disprove dispute disrupt dissect dissipate dissociate dissolve
distinguish distort distribute distrust disturb diverge diversify divide dominate donate double drain draw drift drive
drop dry dub dump duplicate earn ease elaborate elect elevate elicit eliminate elongate elucidate emanate emancipate
embark embed embody embrace emerge emigrate emit emphasize employ empower empty emulate enable enact encapsulate
encircle enclose encode encompass encounter encourage encrypt end endanger endorse endow endure energize enforce engage
engineer engulf enhance enlarge enrich ensue ensure entail enter entitle entrust enumerate envision equal equalize
equate equip eradicate erase erode erupt escalate escape establish estimate evade evaluate evaporate evict evoke evolve
exacerbate exaggerate examine excavate exceed exchange excite exclude excrete execute exempt exercise exert exhaust
exhibit exile exist exonerate expand expel experience expire explain explode exploit explore export expose express
extend extinguish extract extrapolate fabricate face facilitate fail fall falsify father favor feature feed feel
ferment fertilize fight fill filter finance find finish fit fix flatten flip float flourish flow fluctuate focus fold
follow force forecast foresee foreshadow forge forgo form formalize formulate forward fossilize foster found fragment
frame free freeze fuel fulfil fulfill function fund fuse gain gather generalize generate germinate get give glide go
govern grade graduate grant graph grasp group grow guarantee guide halt halve handle happen harden harm harness harvest
hash hatch have heal heat help hide highlight hinder hinge hire hit hold hope host house hydrate hydrolyze
hyperpolarize hypothesize identify ignite ignore illuminate illustrate imagine imitate immerse immigrate immunize
impact impair impart impede implement imply import impose impress imprison improve inactivate incentivize incite
incline include incorporate increase incur index indicate induce infect infer infiltrate inflate influence inform
infuse ingest inhabit inhale inherit inhibit initiate inject injure innervate innovate insert insist inspect inspire
install instill instruct insulate insure integrate intend intensify interact intercept interfere internalize interpret
interrupt intersect intervene intimidate introduce intrude invade invent invert invest investigate invite invoke
involve ionize irritate isolate issue iterate join judge jump justify keep kick kill know label lack lag lament land
last launch lay lead leak learn leave legislate lend let level leverage liberate lie lift liken limit line link list
live load lobby locate lock look loosen lose lower lyse magnetize magnify maintain make manage mandate manifest
manipulate map mark marry mask match matter mature maximize mean measure mediate meet melt memorize mend mention merge
metabolize migrate mimic minimize mirror mislead mix mobilize mock moderate modify monitor motivate mount mourn move
multiply mutate name narrate narrow navigate need negate neglect negotiate neutralize nominate normalize note notice
notify nourish obey oblige obscure observe obstruct obtain occupy occur offer offset omit open operate oppose oppress
optimize orbit order organize originate oscillate outlaw outline outnumber outperform outweigh overcome overlap
overlook override oversee overwrite owe own oxidize oxygenate pack parallel pardon parse participate partition pass
pasteurize pay peak peel penetrate perceive perform perfuse perish permeate permit perpetuate persecute persist
personify persuade pertain photosynthesize pick pinpoint pioneer place plan plant play plead pledge point polarize
pollinate pollute polymerize popularize portray pose possess postulate pour practice pray preach precede precipitate
preclude predate predict predispose predominate prefer prefix prepare prescribe present preserve preside press presume
presuppose prevail prevent print prioritize privilege probe proceed process proclaim produce profit prohibit project
proliferate prolong promote prompt propagate propose prosecute prosper protect protrude prove provide prune publish
pull pulse pump puncture punish purchase purify pursue push put qualify quantify quantize query question quote radiate
raise range ratify reach react read realize reap reappear rearrange rebel rebuild recall recede receive recite reckon
reclaim recognize recommend reconcile reconstruct record recover recruit rectify recur recycle redefine redirect
redistribute reduce refer refine reflect reform refract refund refuse refute regain regard regenerate register regulate
reign reinforce reject relate relax release relieve relocate rely remain remedy remember remind remove render renew
renounce repair repeal repeat repel replace replicate represent repress reproduce request require rescue research
resemble resent reserve reset reside resign resist resolve resonate resorb respect respond rest restore restrict
restructure result resume retain retaliate rethink retire retract retransmit retrieve return reunite reveal reverse
revert revise revive revolt revolve reward rig rise risk rival rotate route rule run rupture sacrifice safeguard sample
sanction satisfy saturate save scale scan scatter schedule score seal search secrete secure sediment see seek seem
segment segregate seize select sell send sense separate serve set settle shape share shatter shed shelter shield shift
shock shorten show shrink shut sign signal signify simplify simulate sink sit skew skip slide slow smooth soak
socialize soften solidify solve sort sound span spark spawn speak specialize specify speed spend spike spill spin split
sponsor spread spring sprout squeeze stabilize stack stagnate stain stand standardize start starve state stay steer
stem sterilize stick stimulate stipulate stop store strain strengthen stress stretch strike strip structure struggle
study subdivide subdue submit subside subsidize substantiate substitute subtract succeed suck sue suffer suggest suit
sum summarize summon supersede supervise supplement supply support suppose suppress surface surge surpass surrender
surround survey survive suspend sustain swallow sway sweat switch symbolize synchronize synthesize tackle tailor take
taper target tax teach tear tell tend terminate test thank theorize thicken think threaten thrive tie tilt tolerate
topple touch trace track trade train transact transcend transcribe transfer transform transition translate transmit
transpire transport transpose trap travel traverse treat trespass trick trigger triple trust try tune tunnel turn twist
uncover underestimate undergo underline undermine understand undertake unfold unify unite unload unlock unveil unwind
update uphold upload urge use usher utilize vaccinate validate value vanish vaporize vary ventilate venture verify
vibrate view violate visit visualize vote wait waive wake walk want warn warp waste weaken wear weather weigh weld whip
widen win withdraw wither withstand witness wonder work worry worship wrap write yield
""".split()  # noqa: SIM905 - words read best as text


# Present, past and participle of the verbs that do not form these with -ed; two words where the last two are one.
IRREGULAR = tuple(
    tuple(forms.split("/"))
    for forms in """
arise/arose/arisen bear/bore/borne become/became/become begin/began/begun bend/bent bind/bound bite/bit/bitten
blow/blew/blown break/broke/broken breed/bred bring/brought build/built buy/bought catch/caught choose/chose/chosen
cling/clung come/came/come creep/crept deal/dealt dig/dug draw/drew/drawn drink/drank/drunk drive/drove/driven
eat/ate/eaten fall/fell/fallen feed/fed feel/felt fight/fought find/found flee/fled fly/flew/flown
forbid/forbade/forbidden forget/forgot/forgotten forgive/forgave/forgiven freeze/froze/frozen get/got give/gave/given
go/went/gone grind/ground grow/grew/grown hang/hung hear/heard hide/hid/hidden hold/held keep/kept know/knew/known
lay/laid lead/led leave/left lend/lent lie/lay/lain light/lit lose/lost make/made mean/meant meet/met
overcome/overcame/overcome overthrow/overthrew/overthrown pay/paid rebuild/rebuilt ride/rode/ridden rise/rose/risen
run/ran/run say/said see/saw/seen seek/sought sell/sold send/sent shake/shook/shaken shine/shone shoot/shot
shrink/shrank/shrunk sing/sang/sung sink/sank/sunk sit/sat slide/slid speak/spoke/spoken spend/spent spin/spun
spring/sprang/sprung stand/stood steal/stole/stolen stick/stuck strike/struck strive/strove/striven swear/swore/sworn
sweep/swept swell/swelled/swollen swim/swam/swum swing/swung take/took/taken teach/taught tear/tore/torn tell/told
think/thought throw/threw/thrown undergo/underwent/undergone underlie/underlay/underlain understand/understood
undertake/undertook/undertaken undo/undid/undone uphold/upheld wake/woke/woken wear/wore/worn weave/wove/woven win/won
withdraw/withdrew/withdrawn withhold/withheld withstand/withstood write/wrote/written
""".split()  # noqa: SIM905 - words read best as text
)
# Of the verbs those that are nouns as well, so that the form in -s may be a plural: changes, forms, results.
NOUNS = frozenset(
    """
abort abuse access account address advance aid aim amount answer appeal approach arrest attack attempt attribute audit
author award balance ban base bear beat bend benefit bias block boost bound break broadcast build bundle burn cache
call camouflage cause challenge change charge cheat check claim climb clone clot coat coin collapse command comment
commission concentrate conflict contact contract contrast control convict copy cost count couple cover craft cross
crown curve cut damage deal debate decay decline decrease decree default defeat delay demand deposit design discharge
discount dislike dispatch display dispute divide double drain draw drift drive drop dump duplicate ease end engineer
equal escape estimate exchange exercise exhibit exile experience export express extract face fall father favor feature
feed fight fill filter find finish fit fix flip float flow focus fold force forecast forge form forward fragment frame
freeze fuel function fund gain grade graduate grant graph group guarantee guide halt handle harm harvest hash hatch
heat help hinge hire hold hope host house impact import increase index influence issue join judge jump kick label lack
lag lament land launch lead leak level leverage lie lift limit line link list load lobby look mandate map mark mask
match matter mature measure mirror mix model moderate monitor mount move name need note notice object obscure offer
offset orbit order outline overlap parallel partition pass pay peak permit pick place plan plant play pledge point pose
practice prefix present press price print privilege probe process profit program project prompt pull pulse pump
purchase push query question quote range reach read rebel record recruit reform reign release remedy repair repeat
request research reserve rest result return reverse revolt reward rise risk rival route rule run rupture sample
sanction scale scan schedule score seal search sediment sense separate set shape share shelter shield shift shock show
sign signal sink skew slide sort sound span spark spawn speed spike spill split sponsor spread spring stack stain stand
start state stay stem stick stop store strain stress stretch strike strip structure struggle study sum supplement
supply support surface surge surrender survey sway switch tackle target tax test tie tilt touch trace track trade train
transfer transform transition transport trap travel treat trick trigger triple trust try tunnel turn twist update
upload urge use value venture view visit vote wait walk warp waste wear weather whip win witness wonder work worry
worship wrap yield
""".split()  # noqa: SIM905 - words read best as text
)
