"""No text that rejects an allegation, or repeats one, adds to what is conceded."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.model.codes import OfficialPosition
from sijill.official.grammar.reading import read_line

WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ALLEGED = st.sampled_from(
    [
        "The report alleges that {n} civilians were {how}killed in an airstrike",
        "Airwars reported that {n} civilians were {how}killed",
        "According to local sources, {n} people were {how}killed",
        "{n} civilians were {how}killed, according to activists",
        "It was alleged that a strike killed {n} civilians",
        "Social media posts claim {n} dead",
        "Witnesses say that a strike resulted in the deaths of {n} civilians",
        "A media report states that at least {n} civilians, including two women, were {how}killed",
        "Amnesty International concluded that {n} civilians were {how}killed",
        "The allegation of {n} civilian deaths was received from a monitor",
        "{n} civilians were {how}killed, the report said",
        "The complaint describes a strike in which {n} civilians were {how}killed",
        "UNAMA verified {n} civilian deaths",
        "An investigation by local officials found that {n} civilians were {how}killed",
        "The Ministry of Health put the toll at {n} dead",
        "Reports allege the loss of {n} civilian lives",
        "Activists said that a strike killed {n} men and a woman",
        "It is alleged that {n} civilians were {how}killed",
        "It's alleged that {n} civilians were {how}killed",
        "{n} civilians are alleged to have been {how}killed",
        "{n} civilians were said to have been killed",
        "{n} people were reportedly killed",
        "{n} civilians allegedly died",
        "The Coalition received a report that {n} civilians were {how}killed",
        "The Coalition was informed that {n} civilians had been killed",
        "The Coalition was told by local officials that {n} civilians were {how}killed",
        "A newspaper wrote that the Coalition admitted killing {n} civilians",
        "Activists say the Coalition killed {n} civilians",
        "Activists say that the Coalition acknowledged {n} deaths",
        "The group accuses the Coalition of killing {n} civilians",
        "The deaths of {n} civilians were blamed on a Coalition strike by residents",
        "A strike was blamed for the deaths of {n} civilians",
        "A Coalition strike is accused of having killed {n} civilians",
        "Residents claim to have buried {n} civilians",
        "A video purports to show {n} dead civilians",
        "According to a tweet, {n} civilians, of whom two were children, were {how}killed",
        "Of the {n} people said to have been killed, most were civilians, the report says",
        "{n} civilians were {how}killed in the strike, it is claimed",
        "{n} civilians, the report claims, were {how}killed",
        '"{n} civilians were killed," a witness said',
        "The witness stated: {n} civilians were {how}killed",
        "The United Nations verified that {n} civilians were killed",
        "Human Rights Watch found that the strike killed {n} civilians",
        "Amnesty International assessed that {n} civilians were {how}killed",
        "An NGO concluded, after an investigation, that {n} civilians were {how}killed",
        "The allegation concerns {n} civilians killed in a market",
        "The allegation refers to {n} dead",
        "The report lists {n} victims killed",
        "The submission contains the names of {n} civilians killed",
        "A spokesman for the villagers said that {n} civilians were {how}killed",
        "The hospital spokesman told reporters that {n} civilians were {how}killed",
        "The council told Airwars that its team found {n} civilians dead",
        "Residents told us that the investigation found {n} civilians dead",
        "Airwars says that {n} civilians were confirmed killed",
        "{n} civilians were confirmed killed by local activists",
        "The claim of {n} civilian casualties was received on social media",
        "A second allegation of {n} deaths was received from a monitor",
        "The ministry of health reported {n} fatalities",
        "Local media put the death toll at {n}",
        "Syrian state television announced that {n} civilians were martyred",
        "{n} members of one family were killed, relatives told reporters",
        "The complainant lost {n} relatives in the strike, he says",
        "Unconfirmed reports speak of {n} killed",
        "There are rumours that {n} civilians died",
        "It has been suggested that {n} civilians were {how}killed",
        "It was reported to the Coalition that {n} civilians were {how}killed",
        "The initial report of {n} civilian deaths came from a web form",
        "Activists say that the report of {n} deaths is credible",
        "The allegation of {n} deaths is credible, a monitor says",
        "A monitor believes that the reports that {n} civilians were killed are credible",
        "The family reports that another {n} relatives were killed",
        "The monitor says that {n} of the 900 deaths resulted from Coalition strikes",
        "Amnesty International could confirm {n} of the alleged 900 deaths",
        "A UN team reviewed the allegation and found that {n} civilians were {how}killed",
        "Airwars reviewed the report and determined that it is credible, with {n} deaths",
        "{n} civilians, initially taken for fighters, were killed, the monitor says",
        "The reports that {n} civilians died were found credible by Amnesty International",
        "The claim of {n} deaths was credible to local officials",
        "The allegation: {n} civilians were {how}killed",
        "Amnesty's assessment determined that {n} civilians were {how}killed",
        "The council's investigation established that {n} civilians were {how}killed",
        "The family's lawyers determined that {n} relatives were killed",
        "The monitor's own count is {n} killed",
        "Their finding: {n} civilians were {how}killed",
        "Footage examined by Bellingcat shows that {n} civilians were killed",
        "{n} dead were counted by the civil defence",
        "{n} civilians were (allegedly) {how}killed",
        "{n} civilians were {how}killed - Airwars",
        "Doctors confirmed that {n} civilians were {how}killed",
        "{n} civilians were {how}killed, or so the article says",
        "A monitor says: it was assessed that {n} civilians were {how}killed",
        "{n} civilians were {how}killed, local media say",
        "{n} civilians were killed, a commander is quoted as saying",
        "There was a complaint about {n} civilians killed in May",
        "The family seeks compensation for the deaths of {n} relatives",
        "{n} civilians died, SNHR has documented",
        "A hospital confirmed {n} of the deaths",
        "Airwars confirmed {n} of them",
        "Human Rights Watch investigators concluded that {n} people died",
        "Locals mourned the death of {n} civilians",
        "Residents buried {n} people",
        "The strike killed {n} civilians, Amnesty has found",
        "The monitor's researchers established that {n} people were killed",
        "Relatives named {n} of the dead",
        "A funeral was held for {n} civilians",
        "Mourners gathered for {n} victims killed in the strike",
        "A petition lists {n} killed",
        "Photos showed {n} dead bodies",
        "A mother told reporters that she lost {n} children",
        "The imam said that {n} worshippers perished",
        "Rescue workers pulled {n} dead civilians from the rubble",
        "The White Helmets recovered the bodies of {n} civilians",
        "Morgue records show {n} deaths",
        "A survivor recounted how {n} relatives died",
        "UN monitors counted {n} killed",
        "The article quotes a doctor: {n} civilians were killed",
        "An open letter accuses us of {n} deaths",
        "The database of a monitor holds {n} names of civilians killed",
        "The opposition says {n} people were killed by us",
        "A lawsuit asserts that {n} civilians lost their lives",
        "The government of the province announced {n} deaths",
        "{n} civilians were killed in the airstrike, locals confirmed",
        "It has been widely reported that the strike left {n} dead",
        "Twitter accounts shared the names of {n} people killed",
        "In the view of the monitor {n} civilians were killed",
        "Families mourn {n} killed",
        "{n} dead have been counted by neighbours",
        "The submission names {n} civilians who were killed",
        "{n} people were killed by the strike, the civil defence adds",
        "The strike, which residents say killed {n} civilians",
        "Amnesty, after visiting the site, concluded that {n} civilians were killed",
        "The commission of inquiry found that {n} civilians were killed",
        "A parliamentary inquiry heard that {n} civilians were killed",
        "Prosecutors allege that {n} people were killed",
        "As Airwars has shown, {n} civilians were killed",
        "The tally kept by activists stands at {n} killed",
        "Eyewitnesses put the dead at {n}",
        "State media counts {n} civilians killed",
        "The charity believes {n} civilians were killed",
        "The NGO is convinced that {n} civilians were killed",
        "In its report the NGO determined that {n} civilians were killed",
        "{n} civilians were killed according to a post",
        "The letter mentions {n} people killed",
        "We were told that {n} civilians were killed",
        "We have read that {n} civilians were killed",
        "We have seen reports of {n} deaths",
        "The Coalition was notified of the deaths of {n} civilians",
        "The Coalition notes the claim that {n} civilians were killed",
        "The Coalition has looked at the allegation that {n} civilians were killed",
        "The Coalition was asked to comment on {n} deaths",
        "{n} deaths have been alleged",
        "The alleged deaths of {n} civilians",
        "The purported killing of {n} civilians",
        "An allegation of {n} killed",
        "{n} dead: that is what the monitor claims",
        "A family of {n} was inside, residents say; they are presumed killed",
        "Residents say that {n} civilians were in the house and that they are presumed dead",
        "The monitor's review of the strike substantiates {n} deaths",
        "The monitor can account for {n} killed",
        "A strike killed its occupants, {n} civilians, the monitor says",
        "A monitor wrote that a car was carrying civilians, {n} of whom were {how}killed",
        "The monitor's assessment: {n} dead",
        "Amnesty International's report should have read {n} killed, the group says",
        "A monitor says that the strike killed a fighter and {n} civilians",
        "Activists counted {n} dead, raising the number killed, they say, to {n}",
        "Local media announced that {n} villagers had {how}died; they were buried on Friday",
        "A newspaper reported that the strike led to the deaths of {n} civilians",
        "Residents say that {n} civilians, not seen by the pilots, were {how}killed",
        "Residents say that {n} civilians were struck by debris and killed",
        "A monitor says that two men were injured and that {n}, including a child, were killed",
        "A UN panel assessed in another report that {n} civilians were {how}killed",
        "Twelve civilians were in the house, a neighbour said; {n} of them are feared dead",
    ]
)
HEARD = st.sampled_from(
    [
        "The Coalition regrets reports that {n} civilians were {how}killed",
        "We regret reports of {n} civilian deaths",
        "We are saddened by reports of the deaths of {n} civilians",
        "We are aware of reports that a strike killed {n} civilians",
        "The command is aware of media reports alleging {n} civilian deaths",
        "The Coalition takes seriously the allegation that {n} civilians were {how}killed",
        "The Coalition has been asked about {n} civilians killed in June",
    ]
)
"""What the authority says that it heard."""
REJECTED = st.sampled_from(
    [
        "After a review it was assessed that no Coalition strikes were conducted in the area",
        "There is insufficient information to assess the report",
        "No strike or operation was identified",
        "More likely than not civilian casualties did not occur as a result of a Coalition strike",
        "The allegation was found not credible",
        "Only legitimate military targets were struck",
        "The report was closed as a duplicate",
        "The report is still under assessment",
        "The report provided insufficient detail",
        "The Ministry of Defence rejects the allegation",
        "The Coalition did not target the building",
        "Coalition strikes were conducted more than 5 kilometres from the alleged location",
        "The explosion was caused by a misfired rocket of an armed group",
        "It could not be established that civilians were harmed",
        "The report does not specify a location within the city",
        "The claim was proven to be a fabrication",
        "No strikes were conducted in the area",
        "It was assessed that no Coalition strike caused these deaths",
        "The Coalition cannot confirm this",
        "This could not be verified",
        "We have no evidence of this",
        "The Coalition did not carry out this strike",
        "The report is a duplicate of a previously assessed allegation",
        "The claim is false",
        "The review found no corresponding strike",
        "Civilian casualties are unlikely to have occurred",
        "The assessment is ongoing",
        "The report remains open",
        "The allegation was therefore closed as non-credible",
        "The allegation was reopened and is under review",
        "More likely than not, no civilians were harmed",
        "The Coalition found nothing to support the claim",
        "The number could not be corroborated",
        "Our strike hit only ISIS fighters",
        "It was determined that the strike was conducted by another party",
        "No further information was available",
        "The Coalition rejects this claim",
    ]
)
FOUND = st.sampled_from(
    [
        "After a review it was assessed that {n} civilians were unintentionally killed",
        "The Coalition determined that {n} civilians were killed",
        "Regrettably, {n} civilians were unintentionally killed due to their proximity to it",
        "The investigation found that the strike killed {n} civilians",
        "It was assessed that the strike resulted in the deaths of {n} civilians",
    ]
)
UNTRUE = st.sampled_from(
    [
        "The report that {n} civilians were {how}killed is false",
        "Information about the death of {n} civilians is not true",
        "News about {n} {how}killed civilians is another fake",
        "The death of {n} civilians was not confirmed",
        "Accusations that {n} civilians died are groundless",
    ]
)
NEGATED = st.sampled_from(
    [
        "It was assessed that the strike did not kill {n} civilians",
        "The Coalition denies that {n} civilians were {how}killed",
        "The Coalition denies having killed {n} civilians",
        "It cannot be confirmed that {n} civilians were {how}killed",
        "There is no evidence that {n} civilians were {how}killed",
        "We do not accept that {n} civilians were {how}killed",
        "We do not believe that our strike killed {n} civilians",
        "It is not credible that {n} civilians were {how}killed",
        "It was not possible to confirm that {n} civilians were {how}killed",
        "The finding that {n} civilians were {how}killed was withdrawn",
        "The Coalition has never acknowledged that {n} civilians were {how}killed",
        "Contrary to reports, the strike did not result in the deaths of {n} civilians",
        "The allegation that {n} civilians were {how}killed was assessed to be non-credible",
        "The allegation that the Coalition killed {n} civilians was dismissed",
        "The assertion that {n} civilians were {how}killed is unfounded",
        "It was assessed as not credible that {n} civilians were {how}killed",
        "The review ruled out that {n} civilians were {how}killed",
        "The report that {n} civilians were {how}killed could not be substantiated",
        "The review was unable to establish that {n} civilians were {how}killed",
        "If confirmed, the deaths of {n} civilians would be investigated",
        "The question is whether {n} civilians were {how}killed",
        "The claims that {n} civilians were {how}killed lack evidence",
        "The assessment found insufficient evidence that {n} civilians were {how}killed",
        "None of the {n} killed were civilians",
        "All {n} of those killed were ISIS fighters",
        "{n} ISIS fighters were killed",
        "The strike killed {n} militants",
        "The {n} deaths reported were not caused by a Coalition strike",
        "Nobody found evidence that {n} civilians were killed",
        "The Coalition doubts that {n} civilians were {how}killed",
        "The Coalition disputes that {n} civilians were killed",
        "This repeats allegation 1187, in which it was found that {n} civilians were {how}killed",
        "A duplicate of an allegation found credible, in which {n} civilians were {how}killed",
        "The {n} civilians killed in this strike were counted in the March report",
        "Duplicate of 1033. {n} civilians were {how}killed",
        "The assertion by a monitor that we found that {n} civilians were killed is wrong",
        "Russian aircraft {how}killed {n} civilians",
        "The {n} civilians in the cellar were killed by a gas explosion",
        "The Coalition regrets the loss of {n} civilian lives at the hands of ISIS",
        "It was assessed that {n} people were killed, all of them ISIS",
        "It was assessed that the {n} people killed were not civilians",
        "It was assessed that {n} people were killed, none of them civilians",
        "The deaths of {n} civilians, listed by a monitor, were attributed to us in error",
        "Same event as the strike of June 4, in which {n} civilians were {how}killed",
        "{n} persons of unknown status were killed",
        "{n} people were killed, and their status is unclear",
        "A truck was hit by an IED which killed {n} civilians",
        "{n} civilians were dead before the bomb struck",
        "{n} individuals were killed who, on balance, were combatants",
        "It was assessed that the {n} people killed bore arms and were therefore not civilians",
        "{n} soldiers were inadvertently killed",
        "Originally published as credible with {n} killed, the report is now non-credible",
        "Originally released with {n} killed; the finding has been withdrawn",
        "The strike was assessed in another report and {n} civilians were found to have died",
        "The casualties, {n} civilians killed, are accounted for in a previously published report",
        "{n} civilians were in the house; they were not killed",
        "{n} civilians were in the house; they were unharmed",
        "{n} individuals in the vehicle were firing on partner forces; they were killed",
        "{n} men were identified as ISIS fighters; they were struck and killed",
        "The report of {n} deaths was previously assessed and released",
        "{n} people, not known to be civilians, were killed, all of them ISIS fighters",
        "{n} men emplacing an IED were {how}killed",
        "{n} individuals armed with rifles were killed",
        "We withdraw the statement that {n} civilians were {how}killed",
        "The Coalition retracts its finding that {n} civilians were {how}killed",
        "A car was carrying fighters, {n} of whom were killed",
        "The strike killed {n} fighters and the owner of the depot, a member of ISIS",
        "No conclusion has yet been reached on whether {n} civilians were {how}killed",
        "The figure of {n} killed should not have been published",
        "{n} civilians were {how}killed in that month by strikes of all parties to the war",
        "Since the beginning of operations {n} civilians have been {how}killed",
        "{n} dead, as the monitor has it, would be a grave matter; this did not happen",
        "{n} deaths are claimed; none can be put down to the Coalition",
        "The {n} deaths, however regrettable, did not result from a Coalition strike",
        "The death of {n} civilians is a tragedy, whoever is responsible",
        "Guilt for the death of {n} civilians lies with those who hid among them",
        "Whether {n} civilians were killed is still being examined",
        "Even if {n} civilians were killed, it was not by us",
        "{n} dead civilians, if true, would be a tragedy",
        "Were it true that {n} civilians died, we would say so",
        "Had {n} civilians been killed, we would say so",
        "That {n} civilians were killed we cannot confirm",
        "{n} civilians killed: so runs the story",
        "Nothing suggests that {n} civilians were killed",
        "A strike that killed {n} civilians would have been noticed",
        "Far from killing {n} civilians, the strike hit an empty building",
        "Instead of the {n} civilians claimed, two fighters were killed",
        "The strike was called off, or {n} civilians might have died",
        "It is simply not the case that {n} civilians were killed",
        "We have yet to see proof that {n} civilians were killed",
        "No one has shown that {n} civilians were killed",
        "What happened to the {n} civilians said to be dead is not known",
        "The story of {n} civilians killed by us is an invention",
        "Talk of {n} civilians killed is propaganda",
        "{n} killed civilians exist only in propaganda",
        "Local media speak of {n} dead; we do not",
        "The {n} civilians died days before in fighting between armed groups",
        "ISIS killed {n} civilians and blamed us",
        "{n} civilians were killed, but by ISIS",
        "{n} civilians were killed when ISIS shelled the market",
        "The {n} civilians killed were victims of a mine",
        "{n} of our soldiers were killed",
        "The Coalition was accused of {n} deaths; it is innocent of them",
        "The {n} civilians named as killed are alive",
        "{n} civilians named as killed have since been found alive",
        "The images of {n} dead civilians were taken in another country",
        "The video of {n} bodies dates from 2014",
        "{n} civilians were killed in the area that day, in ground fighting",
        "{n} civilians were killed in the city that week, according to the hospital",
        "The hospital admitted {n} dead that day; how they died is unknown",
        "It is alleged, and we deny, that {n} civilians were killed",
        "It is alleged, but not proven, that {n} civilians were killed",
        "We reject as false the claim that {n} civilians were killed",
        "The figure of {n} civilians killed has no basis",
        "We have never said that {n} civilians were killed",
        "Nowhere does the report show that {n} civilians were killed",
        "A review was opened after {n} civilians were reportedly killed; it found no wrongdoing",
        "The investigation, opened after the deaths of {n} civilians, cleared the crew",
        "The crew was cleared over the deaths of {n} civilians",
        "Prosecutors found no crime in the deaths of {n} civilians",
        "The court heard that {n} civilians were killed",
        "Asked about the {n} civilians killed, the spokesman declined to comment",
        "Asked whether {n} civilians were killed, the spokesman said no",
        "Questioned on the deaths of {n} civilians, the minister referred to the ongoing inquiry",
        "The minister was informed of the deaths of {n} civilians and ordered a review",
        "The command learned from the press of {n} civilian deaths",
        "After the news of {n} civilian deaths broke, a review was opened",
        "We grieve for the {n} civilians killed by ISIS in the market",
        "Our thoughts are with the families of the {n} civilians who died",
        "We express our condolences over the deaths of {n} civilians, whoever caused them",
        "{n} civilians lost their lives in this terrible war crime of the enemy",
        "Of {n} civilian deaths alleged, zero were substantiated",
        "Zero of {n} alleged deaths were substantiated",
        "Alleged killed: {n}. Assessed killed: 0",
        "Claimed civilian deaths: {n}. Assessment: not credible",
        "Reported fatalities: {n}. Status: unsubstantiated",
        "Casualties (alleged): {n} killed. Result: closed, not credible",
        "The claim of {n} civilian deaths is under review",
        "{n} civilian deaths: under review",
        "We will investigate the deaths of {n} civilians",
        "We are investigating how {n} civilians were killed",
        "The circumstances in which {n} civilians were killed are being investigated",
        "The {n} civilians killed may have been hit by either side",
        "It is not clear who killed the {n} civilians",
        "Either side may have killed the {n} civilians",
        "It cannot be excluded that {n} civilians were killed by regime fire",
        "A partner's strike killed {n} civilians",
        "The Iraqi Air Force strike killed {n} civilians",
        "{n} civilians were killed in the Iraqi Air Force strike",
        "A strike by a partner nation, not the Coalition, killed {n} civilians",
        "We are told by the family that {n} civilians died",
        "The letter from the family, received in May, tells of {n} dead",
        "The family of {n} victims wrote to us",
        "{n} victims are listed in the annex to the complaint",
        "The annex lists {n} victims",
        "Simulation showed that a larger bomb would have killed {n} civilians",
        "The expected collateral damage was {n} civilians killed",
        "Collateral damage estimates before the strike gave {n} civilians killed",
        "That week {n} civilians were {how}killed in the province",
        "The raid was called off, lest {n} civilians were {how}killed",
    ]
)
NUMBER = st.integers(2, 400)
JOINS = st.sampled_from([". ", ". \n", "; however, ", ", but "])
HOW = st.sampled_from(["", "unintentionally ", "inadvertently "])


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _spelled(number: int, *, in_words: bool) -> str:
    return WORDS[number - 2] if in_words and number - 2 < len(WORDS) else str(number)


def _after(join: str, text: str) -> str:
    return text if join.startswith(".") else text[0].lower() + text[1:]


@settings(max_examples=150, deadline=None)
@given(
    alleged=ALLEGED | HEARD,
    rejected=REJECTED,
    n=NUMBER,
    join=JOINS,
    how=HOW,
    in_words=st.booleans(),
)
def test_a_rejection_concedes_nothing(
    *, alleged: str, rejected: str, n: int, join: str, how: str, in_words: bool
) -> None:
    said = _sentence(alleged.format(n=_spelled(n, in_words=in_words), how=how))
    line = read_line(f"{said}{join}{_after(join, rejected)}.")
    assert not line.deaths.is_known, line
    assert line.position is not OfficialPosition.CREDIBLE


@settings(max_examples=100, deadline=None)
@given(alleged=ALLEGED | HEARD, n=NUMBER, how=HOW, in_words=st.booleans())
def test_an_allegation_alone_concedes_nothing(
    *, alleged: str, n: int, how: str, in_words: bool
) -> None:
    line = read_line(_sentence(alleged.format(n=_spelled(n, in_words=in_words), how=how)) + ".")
    assert not line.deaths.is_known
    assert line.position is not OfficialPosition.CREDIBLE


@settings(max_examples=150, deadline=None)
@given(alleged=ALLEGED, found=FOUND, n=NUMBER, m=NUMBER, join=JOINS, how=HOW)
def test_of_an_allegation_and_a_finding_the_finding_is_conceded(
    *, alleged: str, found: str, n: int, m: int, join: str, how: str
) -> None:
    said = _sentence(alleged.format(n=n, how=how))
    line = read_line(f"{said}{join}{_after(join, found.format(n=m))}.")
    assert (line.deaths.lowest, line.deaths.highest) == (m, m), line
    assert line.position is OfficialPosition.CREDIBLE


@settings(max_examples=60, deadline=None)
@given(alleged=ALLEGED, found=FOUND, n=NUMBER, m=NUMBER)
def test_the_order_of_the_sentences_changes_nothing(
    *, alleged: str, found: str, n: int, m: int
) -> None:
    said = _sentence(alleged.format(n=n, how=""))
    line = read_line(f"{_sentence(found.format(n=m))}. {said}.")
    assert (line.deaths.lowest, line.deaths.highest) == (m, m), line


@settings(max_examples=60, deadline=None)
@given(untrue=UNTRUE, n=NUMBER, how=HOW)
def test_what_is_called_untrue_is_rejected(*, untrue: str, n: int, how: str) -> None:
    line = read_line(untrue.format(n=n, how=how) + ".")
    assert not line.deaths.is_known, line
    assert line.position is OfficialPosition.NON_CREDIBLE, line


@settings(max_examples=120, deadline=None)
@given(alleged=ALLEGED | HEARD, negated=NEGATED, n=NUMBER, how=HOW, is_alone=st.booleans())
def test_a_denial_concedes_nothing(
    *, alleged: str, negated: str, n: int, how: str, is_alone: bool
) -> None:
    denied = _sentence(negated.format(n=n, how=how))
    said = "" if is_alone else _sentence(alleged.format(n=n, how=how)) + ". "
    line = read_line(f"{said}{denied}.")
    assert not line.deaths.is_known, line
    assert line.position is not OfficialPosition.CREDIBLE, line


@settings(max_examples=80, deadline=None)
@given(alleged=ALLEGED, rejected=REJECTED, found=FOUND, n=NUMBER, m=NUMBER)
def test_of_two_allegations_the_credible_one_alone_is_conceded(
    *, alleged: str, rejected: str, found: str, n: int, m: int
) -> None:
    """Where both stand in one line the line may be left to a person, but never adds up."""
    said = _sentence(alleged.format(n=n, how=""))
    line = read_line(f"{said}. {rejected}. {_sentence(found.format(n=m))}.")
    assert (line.deaths.lowest, line.deaths.highest) in ((m, m), (None, None)), line
