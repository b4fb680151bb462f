// SPDX-License-Identifier: Apache-2.0
// The index is a cache: whatever becomes of it, the answers are those that are given without it.
#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "archive/repository_fixture.hpp"
#include "assemble/decisions.hpp"
#include "compare.hpp"
#include "fmt/format.h"
#include "history/database.hpp"
#include "history/known_history.hpp"
#include "stet/history.hpp"
#include "text/packed.hpp"

namespace stet::test {
namespace {

class IndexTest : public RepositoryTest {
 protected:
  void SetUp() override {
    RepositoryTest::SetUp();
    Archive archive = make_archive();
    const std::vector<KnownVersion> versions = known_history(12, 7);
    for (std::size_t i = 0; i < versions.size(); ++i) {
      const auto day = kNow + static_cast<Timestamp>(i) * kDay;
      (void)value_of(archive.publish(versions[i].bytes, of("un/a", day)));
      if (i % 3 == 0) (void)value_of(archive.publish(fmt::format("Other.\n\nIt is {}.\n", i), of("b", day)));
    }
    phrase_ = versions[6].text[2][1].text.substr(0, 24);
  }

  [[nodiscard]] Archive archive() const { return value_of(Archive::open(path("a"))); }

  /// What changed from version to version, as text; told to the index.
  static std::string changes_of(stet::History& history, const Archive& archive, const Release& release) {
    VersionDiffs diffs = value_of(history.diffs(release, {}));
    std::string text;
    for (const Version& version : release.versions) {
      if (version.withdrawn) continue;
      const auto source = value_of(archive.read(version)).with_type(type_of_path(version.path));
      const auto diff = value_of(diffs.next(version, source));
      for (const Change& change : diff->changes) {
        text += fmt::format("{} {} {}", name_of(change.kind), name_of(change.severity), change.similarity());
        for (const SentenceIndex index : change.before) text += fmt::format(" -{}", to_size(index));
        for (const SentenceIndex index : change.after) text += fmt::format(" +{}", to_size(index));
        for (const Edit& edit : change.edits)
          text += fmt::format(" {}:{}:{}", static_cast<int>(edit.op), edit.categories.bits(), edit.text);
        text += '\n';
      }
    }
    const auto kept = history.keep(diffs);
    EXPECT_TRUE(kept) << kept.error().message;
    return text;
  }

  /// Everything that the index has a part in, as text.
  [[nodiscard]] std::string answers(bool use_index) const {
    const Archive opened = archive();
    HistoryOptions options;
    options.use_index = use_index;
    stet::History history = stet::History::open(opened, options);
    std::string text;
    const auto releases = value_of(history.releases());
    for (const Release& release : releases) {
      text += fmt::format("{} {}\n", release.name, outline(release));
      for (const auto& counts : value_of(history.counts(release)))
        text += counts ? fmt::format("{}/{} ", counts->summary.kinds[1], counts->summary.severities[3]) : "- ";
      text += changes_of(history, opened, release);
      if (release.versions.back().withdrawn) continue;
      for (const BlamedSentence& sentence : value_of(history.blame(release, release.versions.back())))
        text += fmt::format("{}:{}:{}:{}:{}\n", sentence.index, sentence.line, sentence.since, sentence.origin,
                            sentence.text);
      for (const Wording& wording : value_of(history.trace(release, release.versions.back(), 0)))
        text += fmt::format("{} {} {}\n", wording.version, static_cast<int>(wording.kind), wording.text);
    }
    const auto found = value_of(history.grep(releases, {.text = phrase_}));
    for (const auto& spans : found)
      for (const PhraseSpan& span : spans)
        text += fmt::format("{}-{} {}\n", span.from, span.until.value_or(0), span.sentences.front().text);
    for (const std::string& complaint : history.complaints()) ADD_FAILURE() << complaint;
    return text;
  }

  void expect_right(const std::string& what) const {
    const std::string expected = answers(false);
    EXPECT_EQ(answers(true), expected) << what;
    EXPECT_EQ(answers(true), expected) << what << ", once more";
  }

  std::string phrase_;
  static constexpr const char* kIndex = "a/.git/stet/index.sqlite";
};

TEST_F(IndexTest, GivesWhatIsFoundWithout) {
  EXPECT_FALSE(exists(kIndex));
  (void)answers(false);
  EXPECT_FALSE(exists(kIndex));
  expect_right("new");
  EXPECT_TRUE(exists(kIndex));
}

TEST_F(IndexTest, ComesBackWhateverHappensToIt) {
  expect_right("new");
  const std::string whole = read(kIndex);
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{10}, std::size_t{100}, whole.size() / 2, whole.size() - 1}) {
    write(kIndex, whole.substr(0, size));
    expect_right(fmt::format("{} bytes left", size));
  }
  write(kIndex, std::string(whole.size(), 'x'));
  expect_right("no database");
  std::filesystem::remove(path(kIndex));
  write(std::string(kIndex) + "-journal", whole);
  expect_right("a stale journal");
  must(fmt::format("rm -f '{}'; mkdir '{}'", path(kIndex), path(kIndex)));
  const Archive opened = archive();
  stet::History history = stet::History::open(opened, {});
  EXPECT_EQ(value_of(history.releases()).size(), 2U);
  EXPECT_EQ(history.complaints().size(), 1U);
}

TEST_F(IndexTest, NoticesEveryFlippedByte) {
  expect_right("new");
  const std::string whole = read(kIndex);
  const std::string expected = answers(false);
  for (std::size_t at = 24; at < whole.size(); at += 397) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x15);
    write(kIndex, damaged);
    ASSERT_EQ(answers(true), expected) << "byte " << at;
  }
}

TEST_F(IndexTest, IsVerified) {
  const auto codes = [&] {
    std::string text;
    for (const Problem& problem : value_of(stet::History::check_index(archive()))) text += problem.code + " ";
    return text;
  };
  EXPECT_EQ(codes(), "");
  EXPECT_FALSE(exists(kIndex));
  expect_right("new");
  EXPECT_EQ(codes(), "");
  const std::string whole = read(kIndex);
  std::size_t noticed = 0;
  for (std::size_t at = 24; at < whole.size(); at += 1201) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x15);
    write(kIndex, damaged);
    noticed += codes().empty() ? 0U : 1U;
    EXPECT_EQ(read(kIndex), damaged);
  }
  // Most of a small file is pages that hold nothing.
  EXPECT_GT(noticed, 5U);
  write(kIndex, whole);
  Archive opened = archive();
  (void)value_of(opened.publish("Other.\n\nIt is over.\n", of("b", kNow + 40 * kDay)));
  EXPECT_EQ(codes(), "");  // It is behind, which is no problem.
}

TEST_F(IndexTest, FollowsNewVersionsAndLateOnes) {
  expect_right("new");
  Archive opened = archive();
  (void)value_of(opened.publish("Other.\n\nIt is over.\n", of("b", kNow + 40 * kDay)));
  expect_right("one more");
  (void)value_of(opened.publish("Other.\n\nIt was found late.\n", of("b", kNow + 2 * kDay)));
  expect_right("one found late");
  (void)value_of(opened.publish("New.\n", of("c", kNow)));
  expect_right("a new release");
}

TEST_F(IndexTest, GivesCountsAsFarAsTheyAreKnown) {
  Archive opened = archive();
  const auto known = [&](const char* name) {
    stet::History history = stet::History::open(opened, {});
    const Release release = value_of(history.release(name));
    std::string text;
    for (const auto& counts : value_of(history.known_counts(release)))
      text += counts ? fmt::format("{}/{} ", counts->summary.kinds[1], counts->summary.severities[3]) : "- ";
    return text;
  };
  EXPECT_EQ(known("b"), "- - - - ");
  std::string counted;
  {
    stet::History history = stet::History::open(opened, {});
    for (const auto& counts : value_of(history.counts(value_of(history.release("b")))))
      counted += fmt::format("{}/{} ", counts->summary.kinds[1], counts->summary.severities[3]);
  }
  EXPECT_EQ(known("b"), counted);
  EXPECT_EQ(known("un/a").find_first_not_of("- "), std::string::npos);
  // A version that nobody counted yet: those before it are known as before.
  (void)value_of(opened.publish("Other.\n\nIt is another.\n", of("b", kNow + 40 * kDay)));
  {
    stet::History history = stet::History::open(opened, {});
    (void)value_of(history.grep({.text = phrase_}));
  }
  EXPECT_EQ(known("b").substr(0, counted.size()), counted);
}

TEST_F(IndexTest, NoticesWithdrawalsAndReturns) {
  expect_right("new");
  git("rm -q b.txt");
  git("-c user.name=x -c user.email=x@y commit -qm withdrawn");
  expect_right("withdrawn");
  Archive opened = archive();
  (void)value_of(opened.publish("Other.\n\nIt is back.\n", of("b", kNow + 4000 * kDay, kNow + 4000 * kDay)));
  expect_right("back");
}

TEST_F(IndexTest, NoticesRewrittenHistory) {
  expect_right("new");
  git("reset -q --hard HEAD~3");
  expect_right("set back");
  Archive opened = archive();
  (void)value_of(opened.publish("Other.\n\nAnother way.\n", of("b", kNow + 41 * kDay)));
  expect_right("another way from there");
  git("-c user.name=x -c user.email=x@y commit -q --amend -m 'b: no version'");
  expect_right("amended");
}

TEST_F(IndexTest, KeepsWhatComparisonsCameTo) {
  expect_right("new");
  const Archive opened = archive();
  const Release release = value_of(stet::History::open(opened, {}).release("un/a"));
  const auto source = [&](const Version& version) { return value_of(opened.read(version)).with_type(TextType::Plain); };
  const Version& before = release.versions[0];
  const Version& after = release.versions[1];
  DiffOptions options;
  Shared shared(options.segment);
  Comparison compared = value_of(compare_sources(source(before), source(after), options, shared));
  // What is kept is what is told: here a judgement that no comparison comes to.
  for (Change& change : compared.diff.changes) change.severity = Severity::None;
  text::PackedWriter texts;
  for (const Version* version : {&before, &after})
    texts.number(static_cast<unsigned>(TextType::Plain)).text(version->blob);
  history::Database database = value_of(history::Database::open(path(kIndex), false));
  ASSERT_TRUE(database.begin(true));
  ASSERT_TRUE(value_of(database.read_comparison(texts.bytes(), [](std::string_view) { return Result<void>(); })));
  const std::string decisions = assemble::pack_decisions(compared.diff, compared.equal_blocks, compared.language);
  ASSERT_TRUE(database.put_comparison(texts.bytes(), decisions));
  ASSERT_TRUE(database.commit());

  const auto judgement = [&](const DiffOptions& with) {
    stet::History history = stet::History::open(opened, {});
    VersionDiffs diffs = value_of(history.diffs(release, with));
    (void)value_of(diffs.next(before, source(before)));
    return value_of(diffs.next(after, source(after)))->summary.severities[static_cast<std::size_t>(Severity::None)];
  };
  const std::size_t all = compared.diff.changes.size();
  EXPECT_EQ(judgement({}), all);
  EXPECT_LT(judgement({.segment = {}, .explain = true}), all);
}

TEST_F(IndexTest, IsNotWaitedForWhereOnlyMoreCouldBeKept) {
  expect_right("new");
  history::Database writer = value_of(history::Database::open(path(kIndex), false));
  ASSERT_TRUE(writer.clear());
  ASSERT_TRUE(writer.begin(true));
  const Archive opened = archive();
  const Release release = value_of(opened.release("un/a"));
  stet::History history = stet::History::open(opened, {});
  VersionDiffs diffs = value_of(history.diffs(release, {}));
  for (const std::size_t i : {std::size_t{0}, std::size_t{1}})
    (void)value_of(
        diffs.next(release.versions[i], value_of(opened.read(release.versions[i])).with_type(TextType::Plain)));
  EXPECT_TRUE(history.keep(diffs));
  EXPECT_TRUE(history.complaints().empty());  // of a writer that did not end in time
  writer.rollback();
}

TEST_F(IndexTest, KnowsWhichProgramMadeIt) {
  expect_right("new");
  const Archive opened = archive();
  HistoryOptions options;
  options.segment.words.push_back({.language = "en", .abbreviations = {"Xyz."}, .starters = {}});
  stet::History other = stet::History::open(opened, options);
  const Release release = value_of(other.release("un/a"));
  EXPECT_GT(value_of(other.blame(release, release.versions.back())).size(), 10U);
  expect_right("after one with other words");
}

TEST_F(IndexTest, IsSharedByManyAtOnce) {
  const std::string expected = answers(false);
  std::vector<std::string> given(6);
  std::vector<std::thread> threads;
  threads.reserve(given.size());
  for (std::string& one : given) threads.emplace_back([&one, this] { one = answers(true); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : given) EXPECT_EQ(one, expected);
}

TEST_F(IndexTest, ReadsAnyRepositorysDocuments) {
  must("git init -q g");
  const auto commit = [&](const std::string& message) {
    git("add -A", "g");
    git("-c user.name=x -c user.email=x@y commit -qm '" + message + "'", "g");
  };
  write("g/terms.md", "# Terms\n\nWe ask. We act.\n");
  write("g/data.rst", "One thing. Two things.\n");
  commit("first");
  write("g/terms.md", "# Terms\n\nWe ask.\nWe “act”.\n");
  write("g/data.rst", "One thing. Three things.\n");
  commit("second");
  const Archive opened = value_of(Archive::open(path("g")));
  stet::History history = stet::History::open(opened, {});
  const Release terms = value_of(history.release("terms.md"));
  const auto blamed = value_of(history.blame(terms, terms.versions.back()));
  ASSERT_EQ(blamed.size(), 3U);
  EXPECT_EQ(blamed[1].since, 0U);
  const Release data = value_of(history.release("data.rst"));
  const auto others = value_of(history.blame(data, data.versions.back()));
  ASSERT_EQ(others.size(), 2U);
  EXPECT_EQ(others[1].since, 1U);
  EXPECT_EQ(others[1].origin, 0U);
}

}  // namespace
}  // namespace stet::test
