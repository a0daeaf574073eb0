"""The elements occupations are rated on, by O*NET element id, and their scales.

Source: O*NET Content Model. Work context carries the names of release 27.x, the
release most of its ratings come from; later releases rename some of the same ids,
so importers go by id. O*NET publishes 21 work styles since 30.0; the 16 of the earlier
model, last published in 29.3, are the domain `former_work_styles`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Domain:
    """A group of elements rated on one kind of scale.

    `key` is the field name in files and JSON, `title` the heading on screen,
    `table` the O*NET table. `scale` is the O*NET scale id, running from `low` to
    `high`; `levels` is the id of a second 0-7 scale, or empty.
    `elements` maps element id to element name, in O*NET's order. Files, screens and
    JSON have scores from 0 to 100, or the values `as_published`.
    """

    key: str
    title: str
    table: str
    scale: str
    low: int
    high: int
    elements: Mapping[str, str]
    levels: str = ""
    as_published: bool = False

    def score(self, value: float) -> float:
        """The 0-100 score of a published value: (value - low) / (high - low) x 100.

        Two decimals are enough for `published` to return the exact value.
        """
        return round((value - self.low) * 100 / (self.high - self.low), 2)

    def published(self, score: float) -> float:
        """The published value, with two decimals, of a 0-100 score."""
        return round(self.low + score * (self.high - self.low) / 100, 2) + 0.0

    @property
    def names(self) -> tuple[str, ...]:
        """Element names in O*NET's order."""
        return tuple(self.elements.values())

    @property
    def measure(self) -> str:
        """What the scale measures, with its published range."""
        to = "-" if self.low >= 0 else " to "
        return f"{SCALE_NAMES[self.scale]}, {self.low}{to}{self.high}"


@dataclass(frozen=True)
class Element:
    """One thing occupations are rated on; some names are in two domains."""

    domain: Domain
    name: str

    @property
    def whole(self) -> str:
        """Its name with its domain, which no other element has."""
        return f"{self.domain.title.lower()}: {self.name}"


SCALE_NAMES = {
    "OI": "occupational interests",
    "EX": "extent",
    "IM": "importance",
    "CX": "context",
    "WI": "impact",
}

LEVEL_RANGE = (0, 7)
"""The published range of the O*NET level scale (LV)."""

THREE_POINT_CONTEXT = frozenset({"4.C.3.d.4", "4.C.3.d.8"})
"""Work context elements on scale CT, 1-3; all others are on CX, 1-5."""


_INTERESTS = {
    "1.B.1.a": "Realistic",
    "1.B.1.b": "Investigative",
    "1.B.1.c": "Artistic",
    "1.B.1.d": "Social",
    "1.B.1.e": "Enterprising",
    "1.B.1.f": "Conventional",
}

_INTEREST_AREAS = {
    "1.B.3.a": "Mechanics/Electronics",
    "1.B.3.b": "Construction/Woodwork",
    "1.B.3.c": "Transportation/Machine Operation",
    "1.B.3.d": "Physical/Manual Labor",
    "1.B.3.e": "Protective Service",
    "1.B.3.f": "Agriculture",
    "1.B.3.g": "Nature/Outdoors",
    "1.B.3.h": "Animal Service",
    "1.B.3.i": "Athletics",
    "1.B.3.j": "Engineering",
    "1.B.3.k": "Physical Science",
    "1.B.3.l": "Life Science",
    "1.B.3.m": "Medical Science",
    "1.B.3.n": "Social Science",
    "1.B.3.o": "Humanities",
    "1.B.3.p": "Mathematics/Statistics",
    "1.B.3.q": "Information Technology",
    "1.B.3.r": "Visual Arts",
    "1.B.3.s": "Applied Arts and Design",
    "1.B.3.t": "Performing Arts",
    "1.B.3.u": "Music",
    "1.B.3.v": "Creative Writing",
    "1.B.3.w": "Media",
    "1.B.3.x": "Culinary Art",
    "1.B.3.y": "Teaching/Education",
    "1.B.3.z": "Social Service",
    "1.B.3.aa": "Health Care Service",
    "1.B.3.ab": "Religious Activities",
    "1.B.3.ac": "Personal Service",
    "1.B.3.ad": "Professional Advising",
    "1.B.3.ae": "Business Initiatives",
    "1.B.3.af": "Sales",
    "1.B.3.ag": "Marketing/Advertising",
    "1.B.3.ah": "Finance",
    "1.B.3.ai": "Accounting",
    "1.B.3.aj": "Human Resources",
    "1.B.3.ak": "Office Work",
    "1.B.3.al": "Management/Administration",
    "1.B.3.am": "Public Speaking",
    "1.B.3.an": "Politics",
    "1.B.3.ao": "Law",
}

_WORK_VALUES = {
    "1.B.2.a": "Achievement",
    "1.B.2.b": "Working Conditions",
    "1.B.2.c": "Recognition",
    "1.B.2.d": "Relationships",
    "1.B.2.e": "Support",
    "1.B.2.f": "Independence",
}

_WORK_STYLES = {
    "1.D.1.a": "Innovation",
    "1.D.1.b": "Achievement Orientation",
    "1.D.1.c": "Intellectual Curiosity",
    "1.D.1.d": "Tolerance for Ambiguity",
    "1.D.1.e": "Initiative",
    "1.D.1.f": "Adaptability",
    "1.D.1.g": "Self-Confidence",
    "1.D.1.h": "Perseverance",
    "1.D.1.i": "Leadership Orientation",
    "1.D.2.a": "Humility",
    "1.D.2.b": "Sincerity",
    "1.D.2.c": "Empathy",
    "1.D.2.d": "Cooperation",
    "1.D.2.e": "Optimism",
    "1.D.2.f": "Social Orientation",
    "1.D.3.a": "Cautiousness",
    "1.D.3.b": "Attention to Detail",
    "1.D.3.c": "Dependability",
    "1.D.3.d": "Integrity",
    "1.D.4.a": "Stress Tolerance",
    "1.D.4.b": "Self-Control",
}

_FORMER_WORK_STYLES = {
    "1.C.1.a": "Achievement/Effort",
    "1.C.1.b": "Persistence",
    "1.C.1.c": "Initiative",
    "1.C.2.b": "Leadership",
    "1.C.3.a": "Cooperation",
    "1.C.3.b": "Concern for Others",
    "1.C.3.c": "Social Orientation",
    "1.C.4.a": "Self-Control",
    "1.C.4.b": "Stress Tolerance",
    "1.C.4.c": "Adaptability/Flexibility",
    "1.C.5.a": "Dependability",
    "1.C.5.b": "Attention to Detail",
    "1.C.5.c": "Integrity",
    "1.C.6": "Independence",
    "1.C.7.a": "Innovation",
    "1.C.7.b": "Analytical Thinking",
}

_ABILITIES = {
    "1.A.1.a.1": "Oral Comprehension",
    "1.A.1.a.2": "Written Comprehension",
    "1.A.1.a.3": "Oral Expression",
    "1.A.1.a.4": "Written Expression",
    "1.A.1.b.1": "Fluency of Ideas",
    "1.A.1.b.2": "Originality",
    "1.A.1.b.3": "Problem Sensitivity",
    "1.A.1.b.4": "Deductive Reasoning",
    "1.A.1.b.5": "Inductive Reasoning",
    "1.A.1.b.6": "Information Ordering",
    "1.A.1.b.7": "Category Flexibility",
    "1.A.1.c.1": "Mathematical Reasoning",
    "1.A.1.c.2": "Number Facility",
    "1.A.1.d.1": "Memorization",
    "1.A.1.e.1": "Speed of Closure",
    "1.A.1.e.2": "Flexibility of Closure",
    "1.A.1.e.3": "Perceptual Speed",
    "1.A.1.f.1": "Spatial Orientation",
    "1.A.1.f.2": "Visualization",
    "1.A.1.g.1": "Selective Attention",
    "1.A.1.g.2": "Time Sharing",
    "1.A.2.a.1": "Arm-Hand Steadiness",
    "1.A.2.a.2": "Manual Dexterity",
    "1.A.2.a.3": "Finger Dexterity",
    "1.A.2.b.1": "Control Precision",
    "1.A.2.b.2": "Multilimb Coordination",
    "1.A.2.b.3": "Response Orientation",
    "1.A.2.b.4": "Rate Control",
    "1.A.2.c.1": "Reaction Time",
    "1.A.2.c.2": "Wrist-Finger Speed",
    "1.A.2.c.3": "Speed of Limb Movement",
    "1.A.3.a.1": "Static Strength",
    "1.A.3.a.2": "Explosive Strength",
    "1.A.3.a.3": "Dynamic Strength",
    "1.A.3.a.4": "Trunk Strength",
    "1.A.3.b.1": "Stamina",
    "1.A.3.c.1": "Extent Flexibility",
    "1.A.3.c.2": "Dynamic Flexibility",
    "1.A.3.c.3": "Gross Body Coordination",
    "1.A.3.c.4": "Gross Body Equilibrium",
    "1.A.4.a.1": "Near Vision",
    "1.A.4.a.2": "Far Vision",
    "1.A.4.a.3": "Visual Color Discrimination",
    "1.A.4.a.4": "Night Vision",
    "1.A.4.a.5": "Peripheral Vision",
    "1.A.4.a.6": "Depth Perception",
    "1.A.4.a.7": "Glare Sensitivity",
    "1.A.4.b.1": "Hearing Sensitivity",
    "1.A.4.b.2": "Auditory Attention",
    "1.A.4.b.3": "Sound Localization",
    "1.A.4.b.4": "Speech Recognition",
    "1.A.4.b.5": "Speech Clarity",
}

_SKILLS = {
    "2.A.1.a": "Reading Comprehension",
    "2.A.1.b": "Active Listening",
    "2.A.1.c": "Writing",
    "2.A.1.d": "Speaking",
    "2.A.1.e": "Mathematics",
    "2.A.1.f": "Science",
    "2.A.2.a": "Critical Thinking",
    "2.A.2.b": "Active Learning",
    "2.A.2.c": "Learning Strategies",
    "2.A.2.d": "Monitoring",
    "2.B.1.a": "Social Perceptiveness",
    "2.B.1.b": "Coordination",
    "2.B.1.c": "Persuasion",
    "2.B.1.d": "Negotiation",
    "2.B.1.e": "Instructing",
    "2.B.1.f": "Service Orientation",
    "2.B.2.i": "Complex Problem Solving",
    "2.B.3.a": "Operations Analysis",
    "2.B.3.b": "Technology Design",
    "2.B.3.c": "Equipment Selection",
    "2.B.3.d": "Installation",
    "2.B.3.e": "Programming",
    "2.B.3.g": "Operations Monitoring",
    "2.B.3.h": "Operation and Control",
    "2.B.3.j": "Equipment Maintenance",
    "2.B.3.k": "Troubleshooting",
    "2.B.3.l": "Repairing",
    "2.B.3.m": "Quality Control Analysis",
    "2.B.4.e": "Judgment and Decision Making",
    "2.B.4.g": "Systems Analysis",
    "2.B.4.h": "Systems Evaluation",
    "2.B.5.a": "Time Management",
    "2.B.5.b": "Management of Financial Resources",
    "2.B.5.c": "Management of Material Resources",
    "2.B.5.d": "Management of Personnel Resources",
}

_KNOWLEDGE = {
    "2.C.1.a": "Administration and Management",
    "2.C.1.b": "Administrative",
    "2.C.1.c": "Economics and Accounting",
    "2.C.1.d": "Sales and Marketing",
    "2.C.1.e": "Customer and Personal Service",
    "2.C.1.f": "Personnel and Human Resources",
    "2.C.2.a": "Production and Processing",
    "2.C.2.b": "Food Production",
    "2.C.3.a": "Computers and Electronics",
    "2.C.3.b": "Engineering and Technology",
    "2.C.3.c": "Design",
    "2.C.3.d": "Building and Construction",
    "2.C.3.e": "Mechanical",
    "2.C.4.a": "Mathematics",
    "2.C.4.b": "Physics",
    "2.C.4.c": "Chemistry",
    "2.C.4.d": "Biology",
    "2.C.4.e": "Psychology",
    "2.C.4.f": "Sociology and Anthropology",
    "2.C.4.g": "Geography",
    "2.C.5.a": "Medicine and Dentistry",
    "2.C.5.b": "Therapy and Counseling",
    "2.C.6": "Education and Training",
    "2.C.7.a": "English Language",
    "2.C.7.b": "Foreign Language",
    "2.C.7.c": "Fine Arts",
    "2.C.7.d": "History and Archeology",
    "2.C.7.e": "Philosophy and Theology",
    "2.C.8.a": "Public Safety and Security",
    "2.C.8.b": "Law and Government",
    "2.C.9.a": "Telecommunications",
    "2.C.9.b": "Communications and Media",
    "2.C.10": "Transportation",
}

_WORK_ACTIVITIES = {
    "4.A.1.a.1": "Getting Information",
    "4.A.1.a.2": "Monitoring Processes, Materials, or Surroundings",
    "4.A.1.b.1": "Identifying Objects, Actions, and Events",
    "4.A.1.b.2": "Inspecting Equipment, Structures, or Materials",
    "4.A.1.b.3": (
        "Estimating the Quantifiable Characteristics of Products, "
        "Events, or Information"
    ),
    "4.A.2.a.1": "Judging the Qualities of Objects, Services, or People",
    "4.A.2.a.2": "Processing Information",
    "4.A.2.a.3": "Evaluating Information to Determine Compliance with Standards",
    "4.A.2.a.4": "Analyzing Data or Information",
    "4.A.2.b.1": "Making Decisions and Solving Problems",
    "4.A.2.b.2": "Thinking Creatively",
    "4.A.2.b.3": "Updating and Using Relevant Knowledge",
    "4.A.2.b.4": "Developing Objectives and Strategies",
    "4.A.2.b.5": "Scheduling Work and Activities",
    "4.A.2.b.6": "Organizing, Planning, and Prioritizing Work",
    "4.A.3.a.1": "Performing General Physical Activities",
    "4.A.3.a.2": "Handling and Moving Objects",
    "4.A.3.a.3": "Controlling Machines and Processes",
    "4.A.3.a.4": "Operating Vehicles, Mechanized Devices, or Equipment",
    "4.A.3.b.1": "Working with Computers",
    "4.A.3.b.2": (
        "Drafting, Laying Out, and Specifying Technical Devices, Parts, and Equipment"
    ),
    "4.A.3.b.4": "Repairing and Maintaining Mechanical Equipment",
    "4.A.3.b.5": "Repairing and Maintaining Electronic Equipment",
    "4.A.3.b.6": "Documenting/Recording Information",
    "4.A.4.a.1": "Interpreting the Meaning of Information for Others",
    "4.A.4.a.2": "Communicating with Supervisors, Peers, or Subordinates",
    "4.A.4.a.3": "Communicating with People Outside the Organization",
    "4.A.4.a.4": "Establishing and Maintaining Interpersonal Relationships",
    "4.A.4.a.5": "Assisting and Caring for Others",
    "4.A.4.a.6": "Selling or Influencing Others",
    "4.A.4.a.7": "Resolving Conflicts and Negotiating with Others",
    "4.A.4.a.8": "Performing for or Working Directly with the Public",
    "4.A.4.b.1": "Coordinating the Work and Activities of Others",
    "4.A.4.b.2": "Developing and Building Teams",
    "4.A.4.b.3": "Training and Teaching Others",
    "4.A.4.b.4": "Guiding, Directing, and Motivating Subordinates",
    "4.A.4.b.5": "Coaching and Developing Others",
    "4.A.4.b.6": "Providing Consultation and Advice to Others",
    "4.A.4.c.1": "Performing Administrative Activities",
    "4.A.4.c.2": "Staffing Organizational Units",
    "4.A.4.c.3": "Monitoring and Controlling Resources",
}

_WORK_CONTEXT = {
    "4.C.1.a.2.c": "Public Speaking",
    "4.C.1.a.2.f": "Telephone",
    "4.C.1.a.2.h": "Electronic Mail",
    "4.C.1.a.2.j": "Letters and Memos",
    "4.C.1.a.2.l": "Face-to-Face Discussions",
    "4.C.1.a.4": "Contact With Others",
    "4.C.1.b.1.e": "Work With Work Group or Team",
    "4.C.1.b.1.f": "Deal With External Customers",
    "4.C.1.b.1.g": "Coordinate or Lead Others",
    "4.C.1.c.1": "Responsible for Others' Health and Safety",
    "4.C.1.c.2": "Responsibility for Outcomes and Results",
    "4.C.1.d.1": "Frequency of Conflict Situations",
    "4.C.1.d.2": "Deal With Unpleasant or Angry People",
    "4.C.1.d.3": "Deal With Physically Aggressive People",
    "4.C.2.a.1.a": "Indoors, Environmentally Controlled",
    "4.C.2.a.1.b": "Indoors, Not Environmentally Controlled",
    "4.C.2.a.1.c": "Outdoors, Exposed to Weather",
    "4.C.2.a.1.d": "Outdoors, Under Cover",
    "4.C.2.a.1.e": "In an Open Vehicle or Equipment",
    "4.C.2.a.1.f": "In an Enclosed Vehicle or Equipment",
    "4.C.2.a.3": "Physical Proximity",
    "4.C.2.b.1.a": "Sounds, Noise Levels Are Distracting or Uncomfortable",
    "4.C.2.b.1.b": "Very Hot or Cold Temperatures",
    "4.C.2.b.1.c": "Extremely Bright or Inadequate Lighting",
    "4.C.2.b.1.d": "Exposed to Contaminants",
    "4.C.2.b.1.e": "Cramped Work Space, Awkward Positions",
    "4.C.2.b.1.f": "Exposed to Whole Body Vibration",
    "4.C.2.c.1.a": "Exposed to Radiation",
    "4.C.2.c.1.b": "Exposed to Disease or Infections",
    "4.C.2.c.1.c": "Exposed to High Places",
    "4.C.2.c.1.d": "Exposed to Hazardous Conditions",
    "4.C.2.c.1.e": "Exposed to Hazardous Equipment",
    "4.C.2.c.1.f": "Exposed to Minor Burns, Cuts, Bites, or Stings",
    "4.C.2.d.1.a": "Spend Time Sitting",
    "4.C.2.d.1.b": "Spend Time Standing",
    "4.C.2.d.1.c": "Spend Time Climbing Ladders, Scaffolds, or Poles",
    "4.C.2.d.1.d": "Spend Time Walking and Running",
    "4.C.2.d.1.e": "Spend Time Kneeling, Crouching, Stooping, or Crawling",
    "4.C.2.d.1.f": "Spend Time Keeping or Regaining Balance",
    "4.C.2.d.1.g": (
        "Spend Time Using Your Hands to Handle, Control, or Feel "
        "Objects, Tools, or Controls"
    ),
    "4.C.2.d.1.h": "Spend Time Bending or Twisting the Body",
    "4.C.2.d.1.i": "Spend Time Making Repetitive Motions",
    "4.C.2.e.1.d": (
        "Wear Common Protective or Safety Equipment such as Safety "
        "Shoes, Glasses, Gloves, Hearing Protection, Hard Hats, or Life "
        "Jackets"
    ),
    "4.C.2.e.1.e": (
        "Wear Specialized Protective or Safety Equipment such as "
        "Breathing Apparatus, Safety Harness, Full Protection Suits, or "
        "Radiation Protection"
    ),
    "4.C.3.a.1": "Consequence of Error",
    "4.C.3.a.2.a": "Impact of Decisions on Co-workers or Company Results",
    "4.C.3.a.2.b": "Frequency of Decision Making",
    "4.C.3.a.4": "Freedom to Make Decisions",
    "4.C.3.b.2": "Degree of Automation",
    "4.C.3.b.4": "Importance of Being Exact or Accurate",
    "4.C.3.b.7": "Importance of Repeating Same Tasks",
    "4.C.3.b.8": "Structured versus Unstructured Work",
    "4.C.3.c.1": "Level of Competition",
    "4.C.3.d.1": "Time Pressure",
    "4.C.3.d.3": "Pace Determined by Speed of Equipment",
    "4.C.3.d.4": "Work Schedules",
    "4.C.3.d.8": "Duration of Typical Work Week",
}


def _domain(
    key: str,
    scale: str,
    low: int,
    high: int,
    elements: Mapping[str, str],
    levels: str = "",
    *,
    table: str = "",
    as_published: bool = False,
) -> Domain:
    words = key.split("_")
    return Domain(
        key=key,
        title=" ".join(words).capitalize(),
        table=table or " ".join(word.capitalize() for word in words),
        scale=scale,
        low=low,
        high=high,
        elements=MappingProxyType(dict(elements)),
        levels=levels,
        as_published=as_published,
    )


INTERESTS = _domain("interests", "OI", 1, 7, _INTERESTS)
INTEREST_AREAS = _domain(
    "interest_areas", "OI", 1, 7, _INTEREST_AREAS, table="Specific Interest Areas"
)
WORK_VALUES = _domain("work_values", "EX", 1, 7, _WORK_VALUES)
WORK_STYLES = _domain("work_styles", "WI", -3, 3, _WORK_STYLES, as_published=True)
FORMER_WORK_STYLES = _domain(
    "former_work_styles", "IM", 1, 5, _FORMER_WORK_STYLES, table="Work Styles"
)
ABILITIES = _domain("abilities", "IM", 1, 5, _ABILITIES, "LV")
SKILLS = _domain("skills", "IM", 1, 5, _SKILLS, "LV")
KNOWLEDGE = _domain("knowledge", "IM", 1, 5, _KNOWLEDGE, "LV")
WORK_ACTIVITIES = _domain("work_activities", "IM", 1, 5, _WORK_ACTIVITIES, "LV")
WORK_CONTEXT = _domain("work_context", "CX", 1, 5, _WORK_CONTEXT)

DOMAINS = (
    INTERESTS,
    INTEREST_AREAS,
    WORK_STYLES,
    FORMER_WORK_STYLES,
    WORK_VALUES,
    ABILITIES,
    SKILLS,
    KNOWLEDGE,
    WORK_ACTIVITIES,
    WORK_CONTEXT,
)
"""All domains, in the order files and pages show them."""

MATCHED = (INTERESTS, INTEREST_AREAS, WORK_STYLES)
"""The domains people and occupations are matched on: 6 + 41 + 21 dimensions."""

ESTIMATED = (INTEREST_AREAS, WORK_STYLES)
"""The domains that are estimated where O*NET published none."""

CURRENT = tuple(domain for domain in DOMAINS if domain is not FORMER_WORK_STYLES)
"""The domains occupations are compared and looked up by."""

ELEMENTS = tuple(Element(domain, name) for domain in CURRENT for name in domain.names)
"""All 292 elements of the current domains, in the order of their domains."""


def holland_code(interests: Mapping[str, float]) -> str:
    """First letters of the three highest of six interests; ties keep R I A S E C order."""
    if len(interests) < len(INTERESTS.elements):
        return ""
    order = sorted(INTERESTS.names, key=lambda name: -interests[name])
    return "".join(name[0] for name in order[:3])


def holland_groups(interests: Mapping[str, float]) -> tuple[str, ...]:
    """Letters of the highest interests, highest first, tied ones in one group.

    As many groups as hold three letters or more: `("R", "I", "A")` without ties,
    `("R", "AS")` where two are tied for second. Empty unless all six are there.
    """
    if len(interests) < len(INTERESTS.elements):
        return ()
    groups: list[str] = []
    for value in sorted(set(interests.values()), reverse=True):
        if sum(map(len, groups)) >= CODE_LENGTH:
            break
        tied = [name[0] for name in INTERESTS.names if interests[name] == value]
        groups.append("".join(tied))
    return tuple(groups)


def holland_text(groups: tuple[str, ...]) -> str:
    """A Holland code with its ties in words: `RIA`, or `RI, then A, S and E alike`."""
    parts: list[str] = []
    for group in groups:
        if len(group) > 1:
            parts.append(f"{', '.join(group[:-1])} and {group[-1]} alike")
        elif parts and len(parts[-1]) < CODE_LENGTH and " " not in parts[-1]:
            parts[-1] += group
        else:
            parts.append(group)
    return ", then ".join(parts)


CODE_LENGTH = 3
"""Letters of a Holland code."""
