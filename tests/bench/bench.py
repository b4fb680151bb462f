#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the speed of stet with git's word diff, pair by pair, and prints ratios.

    bench.py PROGRAM [--rounds N] [--only NAME,…] [--hostile MEGABYTES]

It makes the pairs itself, from a fixed seed, and reads nothing outside the project. Within a pair the two programs run
in turn; a figure is processor time (user and system) of the whole process tree, and the ratio is the median of the
rounds' ratios. Compare ratios within one run, never times across machines. docs/performance.md keeps the tables.

--hostile measures pairs made to be slow, of so many megabytes a side, without git: processor time and peak memory.
"""
import argparse
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import tempfile

ENGLISH = """the board shall report to members before the end of each year and publish its accounts on the public register
where any person may read them without charge the operator must keep records of every complaint that it receives and answer
within thirty days unless the matter has been sent to court no fee is due for services that were not provided users can close
their account at any time by writing to the office named below we may change these terms and will tell you in advance data is
stored for two years and then removed from our systems third parties receive only what they need""".split()
CHINESE = list("本条款适用于所有用户公司应当在三十天内答复投诉并公布年度报告任何人都可以免费查阅记录数据保存两年后删除我们会提前通知您")
THAI = ["ข้อกำหนด", "นี้", "ใช้", "กับ", "ผู้ใช้", "ทุกคน", "บริษัท", "ต้อง", "ตอบ", "ข้อร้องเรียน", "ภายใน", "สามสิบ", "วัน", "และ", "เผยแพร่", "รายงาน"]


def sentence(dice, language):
    count = dice.randint(6, 24)
    if language == "en":
        words = [dice.choice(ENGLISH) for _ in range(count)]
        return words[0].capitalize() + " " + " ".join(words[1:]) + "."
    if language == "zh":
        return "".join(dice.choice(CHINESE) for _ in range(count)) + "。"
    return "".join(dice.choice(THAI) for _ in range(count)) + " "


def paragraphs(dice, size, language="en"):
    made, total = [], 0
    while total < size:
        made.append([sentence(dice, language) for _ in range(dice.randint(1, 5))])
        total += sum(len(each.encode()) + 1 for each in made[-1])
    return made


def joined(made, language="en"):
    between = " " if language == "en" else ""
    return "\n\n".join(between.join(each) for each in made) + "\n"


def edited(made, dice, share, language="en"):
    copy = [list(each) for each in made]
    count = sum(len(each) for each in copy)
    for _ in range(max(1, int(count * share))):
        block = dice.choice(copy)
        block[dice.randrange(len(block))] = sentence(dice, language)
    return copy


def moved(made, dice, blocks):
    copy = list(made)
    for _ in range(blocks):
        copy.insert(dice.randrange(len(copy)), copy.pop(dice.randrange(len(copy))))
    return copy


def pairs():
    """Name, ending, before, after; made one at a time."""
    dice = random.Random(20180228)
    small = paragraphs(dice, 4_000)
    yield "small release", "txt", joined(small), joined(edited(small, dice, 0.03))
    policy = paragraphs(dice, 200_000)
    yield "policy", "md", joined(policy), joined(edited(policy, dice, 0.02))
    for language, label in (("en", "English"), ("zh", "Chinese"), ("th", "Thai")):
        book = paragraphs(dice, 10_000_000, language)
        after = moved(edited(book, dice, 0.01, language), dice, 30)
        yield f"10 MB {label}, 1 % edited, 30 moved", "txt", joined(book, language), joined(after, language)
    book = paragraphs(dice, 10_000_000)
    yield "10 MB Markdown, 1 % edited", "md", joined(book), joined(edited(book, dice, 0.01))
    huge = joined(paragraphs(dice, 100_000_000))
    at = huge.index(" ", len(huge) // 2)
    yield "100 MB, one word", "txt", huge, huge[:at] + " 350" + huge[at:]
    yield "unrelated 2 MB", "txt", joined(paragraphs(dice, 2_000_000)), joined(paragraphs(dice, 2_000_000))
    same = "The same sentence stands here again.\n"
    yield "200,000 equal lines, one put in", "txt", same * 200_000, same * 90_000 + "Not this one.\n" + same * 110_000
    line = [dice.choice(ENGLISH) for _ in range(900_000)]
    other = list(line)
    for at in (100, 450_000, 899_000):
        other[at] = "changed"
    yield "5 MB line, three words", "txt", " ".join(line) + "\n", " ".join(other) + "\n"
    few = [sentence(dice, "en") for _ in range(200)]
    lines = [dice.choice(few) for _ in range(200_000)]
    replaced = [sentence(dice, "en") if dice.random() < 0.01 else each for each in lines]
    yield "200,000 lines of 200, 1 % replaced", "txt", "\n".join(lines) + "\n", "\n".join(replaced) + "\n"


def hostile(size):
    """Name, before, after of pairs made to be slow; neither side is larger than `size` bytes. Some are Markdown, and say so."""
    dice = random.Random(20180228)
    words = ["".join(dice.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(dice.randint(2, 10))) for _ in range(20_000)]

    def line(count, among=words):
        return " ".join(dice.choice(among) for _ in range(count)).capitalize() + "."

    def lines(count, length, among=words):
        return "\n".join(line(length, among) for _ in range(count))

    def swapped(text, share, among):
        return [dice.choice(among) if dice.random() < share else each for each in text]

    def headed(texts, heading, between):
        return "\n\n".join(f"{heading} {i}\n\n{between.join(each)}" for i, each in enumerate(texts)) + "\n"

    def prose():
        return "\n\n".join(" ".join(line(dice.randint(6, 24)) for _ in range(4)) for _ in range(size // 450))

    yield "unrelated prose of 20,000 words", prose(), prose()
    endless = [dice.choice(words) for _ in range(size // 8)]
    yield "one sentence without an end", " ".join(endless), " ".join(swapped(endless, 0.001, words))
    chinese = [dice.choice(CHINESE) for _ in range(size // 3)]
    yield "Chinese without marks, unrelated", "".join(chinese), "".join(dice.choice(CHINESE) for _ in chinese)
    articles = [[dice.choice(CHINESE) for _ in range(600)] for _ in range(size // 1_850)]
    yield "Chinese, four in ten signs changed", headed(articles, "第", ""), headed([swapped(each, 0.4, CHINESE) for each in articles], "第", "")
    long = [[dice.choice(words[:60]) for _ in range(290)] for _ in range(size // 2_000)]
    yield "300 words of 60, half changed", headed(long, "Heading", " "), headed([swapped(each, 0.5, words[:60]) for each in long], "Heading", " ")
    yield "full stops alone", "." * size, "." * (size - 1000) + "x" + "." * 500
    yield "six words a line out of forty", lines(size // 45, 6, words[:40]), lines(size // 45, 6, words[:40])
    few = [line(6, words[:40]) for _ in range(200)]
    yield "200 distinct lines, unrelated", *("\n".join(dice.choice(few) for _ in range(size // 45)) for _ in range(2))
    rows = [[dice.choice(words) for _ in range(8)] for _ in range(size // 60)]
    changed = [list(row) for row in rows]
    for row in changed:
        row[dice.randrange(8)] = dice.choice(words)
    dice.shuffle(changed)
    yield "lines of eight words, shuffled, one changed", *("\n".join(" ".join(row) for row in each) for each in (rows, changed))
    passages = [line(7) for _ in range(size // 80)]
    yield "a heading changed above every sentence", *("".join(f"Heading {dice.choice(words)}\n\n{each}\n\n" for each in passages) for _ in range(2))
    head = "".join(f"Same words stand here {i}.\n" for i in range(size // 60))
    yield "an equal half, then none equal", head + lines(size // 70, 4), head + lines(size // 70, 4)
    yield "one line of numbers", *(" ".join(str(dice.randrange(1_000_000)) for _ in range(size // 7)) for _ in range(2))
    yield '"Yes." a line', "Yes.\n" * (size // 5), "No.\n" * (size // 4)
    for name, part in (("code", "```\nx\n```\n\n"), ("a comment", "<!-- x -->\n\n"), ("a tilde fence", "~~~\nx\n~~~\n\n")):
        yield f"Markdown: {name} a paragraph", *(part * (size // len(part) - 1) + last for last in ("a b\n", "a c\n"))
    for part in ("v1.", "1/", "1 € ", "Dr. ", "King ", "«a» "):
        count = size // len(part.encode()) - 10
        yield f'"{part}" in one line', part * count + " one end\n", part * (count // 2) + " new words " + part * (count // 2) + " two ends\n"
    yield "quoted letters", *(" ".join(f'"{dice.choice("abcdefghij")}."' for _ in range(size // 5)) for _ in range(2))

    def labels(count, of, letters, mixed):
        made = [f"Label {of(i)}: {dice.choice(letters)}\n\n" for i in range(count)]
        if mixed:
            dice.shuffle(made)
        return "".join(made)

    yield '"Label 7: x" a paragraph, all changed and moved', *(labels(size // 12, lambda i: i % 10, each, each != "abcdefgh") for each in ("abcdefgh", "ijklmnop"))
    yield '"Label 123456: x" a paragraph, all changed and moved', *(labels(size // 17, lambda i: 100_000 + i, each, each != "abcdefgh") for each in ("abcdefgh", "ijklmnop"))
    yield '"Label 123456" a paragraph, unrelated', *("".join(f"Label {dice.randrange(1_000_000)}\n\n" for _ in range(size // 15)) for _ in range(2))

    def paragraphs(words, count):
        return "".join(f"{dice.choice(words)}\n\n" for _ in range(count))

    yield "one letter a paragraph", *(paragraphs("abcdefghijklmnopqrstuvwxyz", size // 3) for _ in range(2))
    yield "three figures a paragraph", *(paragraphs([f"{i:03}" for i in range(1000)], size // 5) for _ in range(2))
    ids = [f"{i:06x}" for i in range(size // 8)]
    yield "six figures a paragraph, shuffled", *("\n\n".join(each) for each in (ids, dice.sample(ids, len(ids))))
    yield "Markdown: a link a paragraph, other targets", *("".join(f"[a]({site}{i})\n\n" for i in range(size // 14)) for site in "uv")
    yield "Markdown: code alone a paragraph", *(f"`{letter}`\n\n" * (size // 5) for letter in "ab")
    yield "marks, letters and figures, unrelated", *("".join(dice.choice('.("a 1\nA') for _ in range(size)) for _ in range(2))
    references = ["i. ", "ii. ", "iv) ", "(v) ", "X ", "C. ", "Section ", "Article "]
    yield "references of a word, unrelated", *("".join(dice.choice(references) for _ in range(size // 5)) for _ in range(2))
    links = [[f"[a{i % 100}](https://www.{site}.example/{dice.randrange(1_000_000)}/a/page) " for i in range(size // 48)] for site in "uv"]
    yield "Markdown: a paragraph of links", *("".join(each) for each in links)
    yield "Markdown: lists in one line, a million deep", *("- " * (size // 2 - 1) + last for last in "ab")
    items = range(size // 28)
    yield "Markdown: a list, renumbered and reworded", *("".join(f"{i + new + 1}. Item {i} {word} the list.\n" for i in items) for new, word in ((0, "of"), (1, "in")))
    yield "Markdown: a line of code each", *("```\n" + "".join(f"{letter} {i}\n" for i in range(size // 10)) for letter in "ab")
    yield "brackets that nothing closes", *(f"{letter}([B! " * (size // 6) for letter in "AC")
    yield "initials beyond ASCII", *(f"{letter}. " * (size // 4) for letter in "АБ")
    ids = [f"q{i:x}" for i in range(size // 13)]
    yield "figures and marks in every second word", *("".join(f"{each} {i % 7 + more}/{i % 5}" + ("\n\n" if i % 6 == 5 else " ") for i, each in enumerate(ids)) for more in (1, 2))
    syllables = [chr(code) for code in range(0xAC00, 0xD7A4)]
    kept = ["".join(dice.choices(syllables, k=2)) for _ in range(size // 15)]
    yield "Korean, every second word changed", *("".join(f"{each} {''.join(dice.choices(syllables, k=2))}" + (".\n\n" if i % 7 == 6 else " ") for i, each in enumerate(kept)) for _ in range(2))


def measure_hostile(program, folder, made, rounds):
    print(f"{'pair':<54}{'stet':>9}{'peak MiB':>10}")
    for number, (name, ending) in enumerate(made):
        files = [os.path.join(folder, f"{number}.{side}.{ending}") for side in ("before", "after")]
        runs = [cpu([program, "diff", *files, "--format", "json"], folder) for _ in range(rounds)]
        print(f"{name:<54}{statistics.median(used for used, _ in runs):>7.2f} s{max(peak for _, peak in runs):>10.0f}", flush=True)


def cpu(command, folder):
    """Seconds of processor time and peak MiB of a command whose output goes to a file."""
    with open(os.path.join(folder, "out"), "wb") as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit {code}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def write_pairs(folder, only, megabytes):
    """Writes the pairs, or the hostile ones of that size; gives the name and ending of each."""
    made = []
    made_slow = ((name, "md" if name.startswith("Markdown") else "txt", *texts) for name, *texts in hostile(int(megabytes * 1e6)))
    for name, ending, *texts in made_slow if megabytes else pairs():
        if only and not any(part in name for part in only.split(",")):
            continue
        for side, text in zip(("before", "after"), texts):
            with open(os.path.join(folder, f"{len(made)}.{side}.{ending}"), "w", encoding="utf8", newline="") as file:
                file.write(text)
        made.append((name, ending))
    return made


def in_a_child(work, *given):
    """What `work` gives, done in a process of its own: a measured child starts with its parent's peak of memory."""
    with multiprocessing.Pool(1) as pool:
        return pool.apply(work, given)


def sentences_alone(icu, folder, made, rounds):
    """Prints what the segmentation costs beside ICU's bare pass, where it was built."""
    for number, (name, ending) in enumerate(made):
        language = next((tag for word, tag in (("English", "en"), ("Chinese", "zh"), ("Thai", "th")) if word in name), None)
        if language is None:
            continue
        file = os.path.join(folder, f"{number}.before.{ending}")
        ratios = []
        for _ in range(rounds):
            bare = cpu([icu, file], folder)[0]
            ratios.append(bare / cpu([icu, "--stet", language, file], folder)[0])
        print(f"sentences alone, {language}: {statistics.median(ratios):.2f} of the speed of ICU's bare pass", flush=True)


def main():
    arguments = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].strip())
    arguments.add_argument("program")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--hostile", type=float, default=0, metavar="MEGABYTES")
    arguments = arguments.parse_args()
    icu = os.path.join(os.path.dirname(arguments.program), "tests", "stet_icu_pass")
    with tempfile.TemporaryDirectory() as folder:
        made = in_a_child(write_pairs, folder, arguments.only, arguments.hostile)
        if arguments.hostile:
            return measure_hostile(arguments.program, folder, made, arguments.rounds)
        print(f"{'pair':<38}{'stet':>10}{'git':>10}{'stet/git':>10}{'ICU pass':>10}{'peak MiB':>10}")
        for number, (name, ending) in enumerate(made):
            files = [os.path.join(folder, f"{number}.{side}.{ending}") for side in ("before", "after")]
            ours, gits, passes, peaks = [], [], [], []
            for _ in range(arguments.rounds):
                used, peak = cpu([arguments.program, "diff", *files, "--format", "json"], folder)
                ours.append(used)
                peaks.append(peak)
                gits.append(cpu(["git", "diff", "--no-index", "--word-diff=porcelain", *files], folder)[0])
                if os.path.exists(icu):
                    passes.append(cpu([icu, *files], folder)[0])
            ratio = statistics.median(a / b if b else float("inf") for a, b in zip(ours, gits))
            bare = f"{statistics.median(passes) * 1000:.0f} ms" if passes else "-"
            print(f"{name:<38}{statistics.median(ours) * 1000:>7.0f} ms{statistics.median(gits) * 1000:>7.0f} ms{ratio:>10.2f}"
                  f"{bare:>10}{max(peaks):>10.0f}", flush=True)
        if os.path.exists(icu):
            sentences_alone(icu, folder, made, arguments.rounds)


if __name__ == "__main__":
    main()
