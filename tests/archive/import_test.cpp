// SPDX-License-Identifier: Apache-2.0
#include "stet/import.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "archive/repository_fixture.hpp"
#include "fmt/format.h"
#include "support/generated_text.hpp"
#include "text/iso_time.hpp"

namespace stet::test {
namespace {

/// A version that a test makes up.
struct Made {
  std::string name;
  Timestamp published = 0;
  std::string bytes;
  std::string extension = ".md";
  bool is_withdrawal = false;
};

Incoming incoming_of(std::vector<Made> made) {
  Incoming incoming;
  std::map<std::pair<std::string, std::string>, std::uint32_t> files;
  for (const Made& version : made) {
    const auto [slot, is_new] =
        files.try_emplace({version.name, version.extension}, static_cast<std::uint32_t>(incoming.files.size()));
    if (is_new) incoming.files.push_back({version.name, version.extension, version.name + version.extension, false});
    incoming.versions.push_back({slot->second, version.published, version.is_withdrawal});
  }
  auto shared = std::make_shared<const std::vector<Made>>(std::move(made));
  incoming.bytes = [shared](std::size_t i) -> Result<Source> {
    if ((*shared)[i].bytes == "unreadable") return failure(ErrorCode::NotADocument, "is unreadable");
    return Source::of((*shared)[i].bytes, "");
  };
  incoming.place = [shared](std::size_t i) { return (*shared)[i].name; };
  return incoming;
}

class Import : public RepositoryTest {
 protected:
  static Imported import_into(Archive& archive, const Incoming& incoming, std::size_t batch = 8192) {
    ImportSettings settings;
    settings.now = kNow;
    settings.batch = batch;
    return value_of(import_versions(archive, incoming, settings));
  }
  static Imported import_into(Archive& archive, std::vector<Made> made, std::size_t batch = 8192) {
    return import_into(archive, incoming_of(std::move(made)), batch);
  }
};

TEST_F(Import, RecordsVersionsInTheOrderOfPublication) {
  Archive archive = make_archive();
  const std::string loose = git("count-objects");
  const Imported imported =
      import_into(archive, {{"un/x", kNow - 10, "third\n"}, {"un/x", kNow - 30, "first\n"}, {"y", kNow - 20, "y\n"}});
  EXPECT_EQ(imported.recorded, 3U);
  EXPECT_EQ(imported.releases, 2U);
  EXPECT_EQ(git("log --reverse --format=%s"),
            "stet: archive of format 1\nun/x: version 1\ny: version 1\nun/x: version 2");
  EXPECT_EQ(git("log -1 --format='%an %at %cn %ct'"), "Press Office 1599999990 Press Office 1600000000");
  EXPECT_EQ(read("a/un/x.md"), "third\n");
  EXPECT_EQ(git("count-objects"), loose);
  EXPECT_EQ(git("reflog show --format=%gs main | head -1"), "import: 3 versions");
  expect_sound();
}

/// Some versions of a few releases: dates that meet, endings that change, bytes that come back.
std::vector<Made> some_versions(Dice& dice, std::size_t count) {
  std::vector<Made> versions;
  for (std::size_t i = 0; i < count; ++i) {
    Made made;
    made.name = std::vector<std::string>{"a", "b", "d/a", "d/e/x", "d-e"}[dice.roll(5)];
    made.published = static_cast<Timestamp>(dice.roll(25)) * kDay / 2 - kDay;
    made.bytes = fmt::format("Text {}.\n{}\n", dice.roll(12), std::string(dice.roll(300), 'x'));
    made.extension = dice.chance(90) ? ".md" : ".txt";
    versions.push_back(std::move(made));
  }
  return versions;
}

/// What an import records is, commit for commit, what publishing each version would have recorded.
TEST_F(Import, RecordsWhatPublishingOneByOneWould) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    const bool bare = dice.chance(30);
    const std::string folder = fmt::format("imported-{}", seed);
    const std::string other = fmt::format("published-{}", seed);
    Archive archive = make_archive(bare, folder);
    Archive expected = make_archive(bare, other);
    const auto publish = [](Archive& into, const Made& made) {
      Publication publication = of(made.name, made.published);
      publication.extension = made.extension;
      return value_of(into.publish(made.bytes, publication));
    };
    // Some are there before, so that others are found late and again.
    for (const Made& made : some_versions(dice, dice.roll(6))) {
      (void)publish(archive, made);
      (void)publish(expected, made);
    }
    std::vector<Made> versions = some_versions(dice, 10 + dice.roll(40));
    const std::size_t batch = 1 + dice.roll(20);
    const Imported imported = import_into(archive, versions, batch);
    std::stable_sort(versions.begin(), versions.end(),
                     [](const Made& left, const Made& right) { return left.published < right.published; });
    std::size_t recorded = 0;
    std::size_t late = 0;
    for (const Made& made : versions) {
      const Published published = publish(expected, made);
      recorded += published.recorded ? 1 : 0;
      late += published.recorded && published.found_late ? 1 : 0;
    }
    EXPECT_EQ(imported.recorded, recorded);
    EXPECT_EQ(imported.present, versions.size() - recorded);
    EXPECT_EQ(imported.found_late, late);
    EXPECT_EQ(git("log --format='%H %s'", folder), git("log --format='%H %s'", other));
    if (!bare) {
      EXPECT_EQ(must("diff -r -x .git . ../" + other, folder), "");
    }
    expect_sound(folder);
    // And once more: nothing.
    const Imported again = import_into(archive, versions, batch);
    EXPECT_EQ(again.recorded, 0U);
    EXPECT_EQ(again.present, versions.size());
  }
}

TEST_F(Import, GoesOnWhereItWasStopped) {
  Archive archive = make_archive();
  Dice dice(7);
  const std::vector<Made> versions = some_versions(dice, 60);
  Archive whole = make_archive(false, "whole");
  const Imported all = import_into(whole, versions);
  std::size_t recorded = 0;
  std::size_t calls_left = 15;
  for (int run = 0; run < 40 && recorded < all.recorded; ++run, calls_left += 5) {
    ImportSettings settings;
    settings.now = kNow;
    settings.batch = 9;
    std::size_t calls = 0;
    settings.proceed = [&](const ImportProgress& at) {
      EXPECT_LE(at.done, at.total);
      return ++calls <= calls_left;
    };
    recorded += value_of(import_versions(archive, incoming_of(versions), settings)).recorded;
    expect_sound();
  }
  EXPECT_EQ(recorded, all.recorded);
  EXPECT_EQ(git("rev-parse HEAD"), git("rev-parse HEAD", "whole"));
}

TEST_F(Import, WithdrawsAndBringsBack) {
  Archive archive = make_archive();
  const std::vector<Made> versions = {{"x", kNow - 50, "1\n"},
                                      {"x", kNow - 40, "", ".md", true},
                                      {"x", kNow - 30, "2\n"},
                                      {"x", kNow - 20, "", ".md", true},
                                      {"never", kNow - 20, "", ".md", true}};
  const Imported imported = import_into(archive, versions, 2);
  EXPECT_EQ(imported.recorded, 2U);
  EXPECT_EQ(imported.withdrawals, 2U);
  EXPECT_FALSE(exists("a/x.md"));
  const Release release = value_of(archive.release("x"));
  ASSERT_EQ(release.versions.size(), 4U);
  EXPECT_TRUE(release.versions[1].withdrawn);
  EXPECT_TRUE(release.versions[3].withdrawn);
  EXPECT_EQ(release.versions[3].published, kNow - 20);
  expect_sound();
  EXPECT_EQ(import_into(archive, versions).recorded, 0U);
  EXPECT_EQ(git("rev-list --count HEAD"), "5");
  // Found late: a version and a withdrawal before the end.
  const Imported late = import_into(archive, {{"x", kNow - 35, "between\n"}, {"x", kNow - 33, "", ".md", true}});
  EXPECT_EQ(late.found_late, 1U);
  EXPECT_FALSE(exists("a/x.md"));
  EXPECT_EQ(git("log -1 --format=%s"), "x: withdrawn again");
  expect_sound();
}

TEST_F(Import, PassesOverWhatCannotBeRead) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("un/x", kNow - 90)));
  const Imported imported = import_into(archive, {{"ok", kNow - 9, "1\n"},
                                                  {"bad", kNow - 8, "unreadable"},
                                                  {"bad", kNow - 7, "unreadable"},
                                                  {"UN/y", kNow - 6, "2\n"},
                                                  {"un/X", kNow - 6, "2\n"},
                                                  {"un/x/z", kNow - 6, "2\n"},
                                                  {"a/../b", kNow - 5, "3\n"},
                                                  {".git/hooks/pre-commit", kNow - 5, "3\n"},
                                                  {"con\ttrol", kNow - 5, "3\n"},
                                                  {"bad\xFF", kNow - 5, "3\n"},
                                                  {"stet.toml", kNow - 5, "4\n", ".toml"}});
  EXPECT_EQ(imported.recorded, 2U);  // un/x/z is a folder beside un/x.txt.
  ASSERT_EQ(imported.not_read.size(), 8U);
  std::map<std::string, std::string> reasons;
  for (const NotRead& not_read : imported.not_read) reasons[not_read.path] = not_read.reason;
  EXPECT_EQ(reasons["bad"], "is unreadable (2 versions)");
  EXPECT_NE(reasons["UN/y.md"].find("case"), std::string::npos);
  EXPECT_NE(reasons["stet.toml.toml"].find("archive's own"), std::string::npos);
  expect_sound();
}

TEST_F(Import, OfANamedFileThatCannotBeIsTroubleAndWritesNothing) {
  Archive archive = make_archive();
  const std::string before = git("rev-parse HEAD");
  Incoming incoming = incoming_of({{"x", 1, "1\n"}, {"X", 2, "2\n"}});
  incoming.files[1].is_named = true;
  incoming.files[1].place = "list.tsv:2";
  ImportSettings settings;
  const Error error = error_of(import_versions(archive, incoming, settings));
  EXPECT_EQ(error.code, ErrorCode::InvalidInput);
  EXPECT_EQ(error.place, "list.tsv:2");
  EXPECT_EQ(error_of(check_names(incoming)).message, error.message);
  EXPECT_EQ(git("rev-parse HEAD"), before);
  expect_sound();
}

TEST_F(Import, IntoWhatIsNoArchiveWritesNothing) {
  must("git init -q a && git -C a commit -q --allow-empty -m x");
  Archive archive = value_of(Archive::open(path("a")));
  const Error error = error_of(import_versions(archive, incoming_of({{"x", 1, "1\n"}}), {}));
  EXPECT_EQ(error.code, ErrorCode::NotAnArchive);
  EXPECT_NE(error.message.find("stet init"), std::string::npos);
  EXPECT_FALSE(exists("a/.git/stet"));
}

TEST_F(Import, LeavesALocalChangeAlone) {
  Archive archive = make_archive();
  EXPECT_EQ(import_into(archive, {{"d/x", kNow - 90, "1\n"}, {"d/x", kNow - 80, "2\n"}}).recorded, 2U);
  const std::string before = git("rev-parse HEAD");
  const auto refused = [&](std::vector<Made> made, const std::string& place) {
    const Error error = error_of(import_versions(archive, incoming_of(std::move(made)), {}));
    EXPECT_EQ(error.code, ErrorCode::LocalChange);
    EXPECT_EQ(error.place, place);
    EXPECT_EQ(git("rev-parse HEAD"), before);
    EXPECT_FALSE(exists("a/.git/stet/journal"));
    EXPECT_FALSE(exists("a/.git/index.lock"));
  };
  write("a/d/x.md", "mine\n");
  refused({{"a", kNow - 50, "new\n"}, {"d/x", kNow - 50, "3\n"}}, "d/x.md");
  EXPECT_EQ(read("a/d/x.md"), "mine\n");
  git("add d/x.md");
  write("a/d/x.md", "2\n");
  refused({{"d/x", kNow - 50, "3\n"}}, "d/x.md");
  git("reset -q --hard");
  write("a/new.md", "mine too\n");
  refused({{"new", kNow - 50, "1\n"}}, "new.md");
  // A file that has what the import brings, or any recorded version, is no change; one of another release is its own.
  write("a/new.md", "1\n");
  write("a/d/x.md", "1\n");
  write("a/e.md", "mine\n");
  EXPECT_EQ(import_into(archive, {{"new", kNow - 50, "1\n"}, {"d/x", kNow - 50, "3\n"}}).recorded, 2U);
  EXPECT_EQ(read("a/d/x.md"), "3\n");
  EXPECT_EQ(git("status --porcelain"), "?? e.md");
  // Where nothing is new nothing is overwritten.
  write("a/d/x.md", "mine again\n");
  EXPECT_EQ(import_into(archive, {{"new", kNow - 50, "1\n"}, {"d/x", kNow - 50, "3\n"}}).recorded, 0U);
  EXPECT_EQ(read("a/d/x.md"), "mine again\n");
}

/// Calls `act` when the import asks for the bytes of its last version.
Incoming with_interlude(std::vector<Made> made, std::function<void()> act) {
  Incoming incoming = incoming_of(std::move(made));
  const std::size_t last = incoming.versions.size() - 1;
  incoming.bytes = [bytes = incoming.bytes, last, act = std::move(act)](std::size_t version) {
    if (version == last) act();
    return bytes(version);
  };
  return incoming;
}

TEST_F(Import, KeepsWhatSomeoneChangesMeanwhile) {
  Archive archive = make_archive();
  const std::vector<Made> versions = {{"x", kNow - 9, "1\n"}, {"y", kNow - 8, "1\n"}, {"x", kNow - 7, "2\n"}};
  const Incoming incoming = with_interlude(versions, [&] {
    write("a/x.md", "mine\n");
    EXPECT_NE(shell("git commit --allow-empty -qm mine", "a").status, 0);  // It would undo what is recorded by now.
  });
  EXPECT_EQ(import_into(archive, incoming, 1).recorded, 3U);
  EXPECT_EQ(read("a/x.md"), "mine\n");
  EXPECT_EQ(git("status --porcelain"), " M x.md");
  EXPECT_EQ(read("a/y.md"), "1\n");
}

TEST_F(Import, BeginsAnewWhereAnotherProgramMovesTheBranch) {
  for (const bool bare : {false, true}) {
    const std::string folder = bare ? "bare" : "a";
    Archive archive = make_archive(bare, folder);
    const std::vector<Made> versions = {{"x", kNow - 9, "1\n"}, {"y", kNow - 8, "1\n"}, {"x", kNow - 7, "2\n"}};
    bool done = false;
    const Incoming incoming = with_interlude(versions, [&] {
      if (std::exchange(done, true)) return;
      git("update-ref refs/heads/main $(git commit-tree -p HEAD -m other HEAD^{tree})", folder);
    });
    EXPECT_EQ(import_into(archive, incoming, 1).recorded, 3U);
    EXPECT_EQ(git("log --format=%s", folder),
              "x: version 2\nother\ny: version 1\nx: version 1\nstet: archive of format 1");
    expect_sound(folder);
  }
}

TEST_F(Import, IsReadByAnyGit) {
  Archive archive = make_archive();
  Dice dice(3);
  std::vector<Made> versions;
  std::string text;
  for (int i = 0; i < 400; ++i) {
    for (std::size_t edits = dice.roll(3) + 1; edits > 0; --edits)
      text.insert(text.empty() ? 0 : dice.roll(text.size()), fmt::format("Sentence {}. ", dice.roll(1000)));
    versions.push_back({fmt::format("folder-{}/release-{}", dice.roll(5), dice.roll(30)), kNow - 10'000 + i, text});
  }
  EXPECT_EQ(import_into(archive, versions, 150).recorded, 400U);
  EXPECT_EQ(git("rev-list --count HEAD"), "401");
  must("for index in .git/objects/pack/*.idx; do git verify-pack $index || exit 1; done", "a");
  expect_sound();
  must("git clone -q --no-local a clone && git -C clone fsck --strict && diff -r -x .git a clone");
  git("gc -q --prune=now");
  expect_sound();
  std::map<std::string, std::string> latest;
  for (const Made& made : versions) latest[made.name] = made.bytes;
  for (const auto& [name, bytes] : latest) EXPECT_EQ(shell("git show HEAD:" + name + ".md", "a").out, bytes);
}

}  // namespace
}  // namespace stet::test
