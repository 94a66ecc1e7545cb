"""Facts of a made-up assessment from a seed: same seed, same facts."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bangolin.loader.facts.records import (
    Acquisition,
    Delegation,
    Disclosure,
    DisclosureCounts,
    Facts,
    File,
    Flow,
    Head,
    Incidents,
    InformationNetwork,
    Measure,
    RecordItem,
    Retention,
    Source,
    Storage,
    System,
    Use,
)

from generator import forms, vocabulary


@dataclass(frozen=True)
class Size:
    """How much of everything one assessment has."""

    systems: int
    files: int
    delegations: int
    provisions: int
    transfers: int
    items: int
    steps: int
    changes: int


SMALLEST = Size(systems=1, files=1, delegations=0, provisions=0, transfers=0, items=1, steps=1, changes=0)
LARGEST = Size(systems=25, files=1, delegations=12, provisions=12, transfers=30, items=900, steps=20, changes=40)


def invent(seed: int, form: str, edition: str) -> Facts:
    """Everything one assessment of this form and edition states. Of twelve seeds one is smallest, one largest."""
    draw = random.Random(f"{seed} {form} {edition}")
    return _Inventor(draw, form, edition, _size(seed, draw)).facts()


def _size(seed: int, draw: random.Random) -> Size:
    if seed % 12 == 0:
        return SMALLEST
    if seed % 12 == 11:
        return LARGEST
    return Size(
        systems=draw.choice((1, 2, 3, 4, 5, 6, 7, 9, 12)),
        files=draw.choice((1, 1, 1, 2)),
        delegations=draw.choice((0, 1, 2, 3, 4, 6, 8)),
        provisions=draw.choice((0, 1, 2, 3, 6)),
        transfers=draw.choice((0, 1, 2, 4, 7)),
        items=draw.choice((1, 8, 20, 33, 64, 120, 250)),
        steps=draw.randint(1, 9),
        changes=draw.choice((0, 1, 5, 12)),
    )


@dataclass(frozen=True)
class _Inventor:
    draw: random.Random
    form: str
    edition: str
    size: Size

    def facts(self) -> Facts:
        society = self.draw.random() < 0.25
        body = self.draw.choice(vocabulary.SOCIETIES if society else vocabulary.CITIES)
        business = self.draw.choice(vocabulary.BUSINESSES)
        offices = self._offices(12)
        systems = self._systems()
        files = tuple(self._file(number, offices, systems) for number in range(self.size.files))
        return Facts(
            document=self._head(body, business, society),
            systems=systems,
            files=files,
            record_items=tuple(item for file in files for item in self._items(file)),
            acquisition=tuple(self._acquisition(file, offices) for file in files),
            use=tuple(self._use(file, offices) for file in files),
            delegations=tuple(one for file in files for one in self._delegations(file)),
            provisions=tuple(one for file in files for one in self._provisions(file)),
            transfers=tuple(one for file in files for one in self._transfers(file, offices)),
            disclosure_counts=DisclosureCounts(
                *(count or None for count in (self.size.delegations, self.size.provisions, self.size.transfers))
            ),
            storage=tuple(self._storage(file, place) for file in files for place in file.held_in),
            retention=tuple(self._retention(file) for file in files) if self.form == forms.FULL else (),
            network=InformationNetwork(
                information_network=self.draw.choice(forms.NETWORK_USE),
                inquiry_basis=(self.draw.choice(vocabulary.LAWS[1:4]),),
            ),
            flows=self._flows(systems) if self.form == forms.FULL else (),
            measures=self._measures(),
            incidents=Incidents(occurred=self.draw.random() < 0.3),
            changes_count=self.size.changes,
        )

    def _head(self, body: str, business: str, society: bool) -> Head:
        kind = f"{self.form}評価書"
        return Head(
            title=f"{body}　{business}　{kind}",
            number=str(self.draw.randint(1, 60)),
            assessor=body if society or self.draw.random() < 0.2 else f"{body}長",
            form=self.form,
            form_edition=f"{self.edition} 様式{4 if self.form == forms.FULL else 3}",
            published=f"令和{self.draw.randint(2, 8)}年{self.draw.randint(1, 12)}月{self.draw.randint(1, 28)}日",
            business=business,
            subject_scale=self.draw.choice(forms.SCALE),
        )

    def _offices(self, number: int) -> tuple[str, ...]:
        names = self.draw.sample(vocabulary.OFFICES, number)
        return tuple(self.draw.choice(vocabulary.BUREAUS) + name for name in names)

    def _systems(self) -> tuple[System, ...]:
        stems = self.draw.sample(vocabulary.SYSTEM_STEMS, self.size.systems)
        names = [stem + self.draw.choice(vocabulary.SYSTEM_ENDINGS) for stem in stems]
        return tuple(self._system(number, names) for number in range(len(names)))

    def _system(self, number: int, names: Sequence[str]) -> System:
        others = [name for name in names if name != names[number]] or ["受付端末"]
        ticked = self._ticked(label for row in forms.CONNECTIONS[:3] for label in row)
        linked = tuple(self.draw.sample(others, min(len(others), self.draw.choice((0, 0, 1, 2, 4)))))
        return System(
            ordinal=number + 1,
            name=names[number],
            functions=tuple(name for name, _ in self.draw.sample(vocabulary.FUNCTIONS, self.draw.randint(1, 5))),
            connections=(*ticked, forms.OTHER) if linked else ticked,
            other_connections=linked,
        )

    def _file(self, number: int, offices: Sequence[str], systems: Sequence[System]) -> File:
        stem = self.draw.sample(vocabulary.INFORMATION, 2)[number % 2]
        held = self.draw.sample([str(system.name) for system in systems], min(len(systems), self.draw.randint(1, 3)))
        items = [label for _, rows in forms.main_items(self.edition) for row in rows for label in row][:-1]
        other = (self.draw.choice(vocabulary.OTHER_ITEMS),) if self.draw.random() < 0.5 else ()
        ticked = self._ticked(items[1:], 0.4)
        return File(
            name=f"{stem}控えファイル" if number else f"{stem}ファイル",
            kind=self.draw.choice(forms.FILE_KINDS),
            subject_count=self.draw.choice(forms.SUBJECT_COUNTS),
            subjects=self.draw.choice(vocabulary.SUBJECTS),
            item_count=self.draw.choice(forms.ITEM_COUNTS),
            main_items=(items[0], *ticked, *((forms.OTHER,) if other else ())),
            other_items=other,
            held_in=tuple(held),
            held_since=f"平成{self.draw.randint(27, 30)}年{self.draw.randint(1, 12)}月{self.draw.randint(1, 28)}日",
            department=tuple(self.draw.sample(offices, self.draw.randint(1, 3))),
        )

    def _items(self, file: File) -> tuple[RecordItem, ...]:
        made = [head + tail for head in vocabulary.ITEM_HEADS for tail in vocabulary.ITEM_TAILS]
        common = list(vocabulary.COMMON_ITEMS[: self.size.items])
        names = common + self.draw.sample(made, max(0, self.size.items - len(common)))
        groups = self.draw.sample(vocabulary.ITEM_GROUPS, min(4, self.size.items)) if self.draw.random() < 0.7 else []
        each = -(-len(names) // len(groups)) if groups else 0
        return tuple(
            RecordItem(file=file.name, group=groups[index // each] if groups else None, no=str(index + 1), name=name)
            for index, name in enumerate(names)
        )

    def _acquisition(self, file: File, offices: Sequence[str]) -> Acquisition:
        named = {
            "評価実施機関内の他部署": list(offices),
            "行政機関・独立行政法人等": [name for name in vocabulary.BODIES if name.endswith(("大臣", "機構"))],
            "地方公共団体・地方独立行政法人": ["他市区町村", "架空県", "霧原消防組合"],
            "民間事業者": ["金融機関", "医療機関", "事業主"],
            forms.OTHER: ["学校法人架空学園", "青蓮共済組合"],
        }
        sources = [Source(category="本人又は本人の代理人")] if self.draw.random() < 0.8 else []
        for (category,) in forms.SOURCES[1:]:
            if self.draw.random() < 0.5:
                names = self.draw.sample(named[category], self.draw.randint(1, 2))
                sources.append(Source(category=category, names=tuple(names)))
        methods, other = self._methods(forms.ACQUISITION_METHODS)
        return Acquisition(file=file.name, sources=tuple(sources), methods=methods, other_methods=other)

    def _use(self, file: File, offices: Sequence[str]) -> Use:
        return Use(
            file=file.name,
            departments=tuple(self.draw.sample(offices, self.draw.choice((1, 1, 2, 3, 6)))),
            user_count=self.draw.choice(forms.PEOPLE),
            started=f"平成{self.draw.randint(27, 30)}年{self.draw.randint(1, 12)}月{self.draw.randint(1, 28)}日",
        )

    def _delegations(self, file: File) -> tuple[Delegation, ...]:
        return tuple(self._delegation(file, number) for number in range(1, self.size.delegations + 1))

    def _delegation(self, file: File, number: int) -> Delegation:
        full = self.form == forms.FULL
        task = self.draw.choice(vocabulary.SYSTEM_STEMS) + "システム" + self.draw.choice(vocabulary.TASKS)
        again = self.draw.random() < 0.5
        methods, other = self._methods(forms.DELEGATION_METHODS)
        return Delegation(
            file=file.name,
            ordinal=number,
            title=task,
            content=f"{task}に関する業務",
            scope=self.draw.choice(("全体", "一部")) if full else None,
            handlers=self.draw.choice(forms.PEOPLE),
            methods=methods if full else None,
            other_methods=other if full else (),
            contractors=tuple(self.draw.sample(vocabulary.COMPANIES, self.draw.choice((1, 1, 1, 2)))),
            redelegated=again,
            redelegation_matter=self.draw.choice(vocabulary.MATTERS) if again else None,
            consent=self.draw.choice(vocabulary.CONSENTS) if again else None,
            subject_count=self.draw.choice(forms.SUBJECT_COUNTS) if full else None,
            subjects=self.draw.choice(vocabulary.SUBJECTS) if full else None,
        )

    def _provisions(self, file: File) -> tuple[Disclosure, ...]:
        names = self.draw.sample(vocabulary.BODIES, min(self.size.provisions, len(vocabulary.BODIES)))
        return tuple(
            self._disclosure(file, number, (name,), forms.PROVISION_METHODS) for number, name in enumerate(names, 1)
        )

    def _transfers(self, file: File, offices: Sequence[str]) -> tuple[Disclosure, ...]:
        return tuple(
            self._disclosure(
                file, number, tuple(self.draw.sample(offices, self.draw.choice((1, 1, 1, 2)))), forms.TRANSFER_METHODS
            )
            for number in range(1, self.size.transfers + 1)
        )

    def _disclosure(
        self, file: File, number: int, recipients: tuple[str, ...], grid: Sequence[Sequence[str]]
    ) -> Disclosure:
        methods, other = self._methods(grid)
        known = self.draw.sample(vocabulary.INFORMATION, self.draw.randint(1, 3))
        return Disclosure(
            file=file.name,
            ordinal=number,
            recipient="\n".join(recipients),
            recipients=recipients,
            legal_basis=self.draw.choice(vocabulary.LAWS),
            purpose=self.draw.choice(vocabulary.PURPOSES),
            information="、".join(["個人番号", *known] if self.draw.random() < 0.5 else known),
            subject_count=self.draw.choice(forms.SUBJECT_COUNTS),
            subjects=self.draw.choice(vocabulary.SUBJECTS),
            methods=methods,
            other_methods=other,
            timing=self.draw.choice(vocabulary.TIMINGS),
        )

    def _storage(self, file: File, place: str) -> Storage:
        return Storage(file=file.name, place=f"{place}における措置", system_or_site=self.draw.choice(vocabulary.SITES))

    def _retention(self, file: File) -> Retention:
        return Retention(
            file=file.name, period=self.draw.choice(forms.PERIODS), erasure="期間が過ぎたものを消去し、記録を残す。"
        )

    def _flows(self, systems: Sequence[System]) -> tuple[Flow, ...]:
        places = [str(system.name) for system in systems] + ["受付端末", "架空県国民健康保険団体連合会"]
        flows = []
        for number in range(self.size.steps):
            source, target = self.draw.sample(places, 2)
            known = self.draw.choice(vocabulary.INFORMATION)
            carries = self.draw.choice((True, False, None))
            flows.append(
                Flow(
                    step=chr(ord("①") + number),
                    source=source,
                    target=target,
                    data=("個人番号", known) if carries else (known,),
                    medium=self.draw.choice(vocabulary.MEDIA),
                    carries_my_number=carries,
                    section="別添1",
                )
            )
        return tuple(flows)

    def _measures(self) -> tuple[Measure, ...]:
        risks = forms.RISKS_FULL if self.form == forms.FULL else forms.RISKS_SHORT
        return tuple(
            Measure(item=f"{section} {risk}", rating=self.draw.choice(forms.RATINGS))
            for section, headings in risks
            for risk in headings
        )

    def _methods(self, grid: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        ticked = self._ticked((label for row in grid[:-1] for label in row), 0.3)
        other = (self.draw.choice(vocabulary.OTHER_METHODS),) if self.draw.random() < 0.25 or not ticked else ()
        return ((*ticked, forms.OTHER) if other else ticked), other

    def _ticked(self, labels: Iterable[str], share: float = 0.35) -> tuple[str, ...]:
        return tuple(label for label in labels if self.draw.random() < share)
