// SPDX-License-Identifier: Apache-2.0
//
// Every sort of damage that docs/formats/verify.md names is done to a sound archive, found, and mended as its remedy
// says.
#include "stet/verify.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>

#include "archive/repository_fixture.hpp"
#include "fmt/format.h"

namespace stet::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Verify : public RepositoryTest {
 protected:
  void SetUp() override {
    RepositoryTest::SetUp();
    // Made once and copied: what is written durably takes its time.
    if (model().empty()) make_model();
    must(fmt::format("cp -a '{}' a && git -C a update-index -q --refresh", model()));
  }
  static void TearDownTestSuite() {
    std::filesystem::remove_all(std::filesystem::path(model()).parent_path());
    model().clear();
  }

 private:
  /// The folder of the archive that all tests of a suite start from.
  static std::string& model() {
    static std::string folder;
    return folder;
  }

  /// Three releases: one with a version found late, one withdrawn, one in Markdown.
  void make_model() {
    Archive archive = make_archive();
    (void)value_of(archive.publish("One.\n", of("un/plan", kNow - 9 * kDay)));
    (void)value_of(archive.publish("Three.\n", of("un/plan", kNow - 2 * kDay)));
    (void)value_of(archive.publish("Gone.\n", of("gone", kNow - kDay)));
    git("rm -q gone.txt && git commit -qm Gone");
    Publication late = of("un/plan", kNow - 5 * kDay);
    late.note = "Found late";
    (void)value_of(archive.publish("Two.\n", late));
    Publication terms = of("terms");
    terms.extension = ".md";
    (void)value_of(archive.publish("# Terms\n", terms));
    std::string pattern = (std::filesystem::temp_directory_path() / "stet-model-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    model() = pattern + "/a";
    must(fmt::format("mv a '{}'", model()));
  }

 protected:
  [[nodiscard]] Verification verified(std::vector<std::string> names, std::string_view folder) const {
    VerifyRequest request;
    request.names = std::move(names);
    request.now = kNow + 100 * 365 * kDay;  // git's own commits below have the day's date.
    return value_of(verify(value_of(Archive::open(path(folder))), request));
  }
  [[nodiscard]] std::vector<Problem> problems(std::vector<std::string> names = {},
                                              std::string_view folder = "a") const {
    return verified(std::move(names), folder).problems;
  }

  /// "code where", each.
  [[nodiscard]] std::vector<std::string> found(std::vector<std::string> names = {},
                                               std::string_view folder = "a") const {
    std::vector<std::string> lines;
    for (const Problem& problem : problems(std::move(names), folder)) {
      EXPECT_FALSE(problem.message.empty() || problem.remedy.empty()) << problem.code;
      EXPECT_EQ((problem.message + problem.remedy + problem.where).find('\n'), std::string::npos) << problem.message;
      lines.push_back(problem.code + " " + problem.where);
    }
    return lines;
  }

  /// The same of what is no problem.
  [[nodiscard]] std::vector<std::string> noted() const {
    std::vector<std::string> lines;
    for (const Problem& note : verified({}, "a").notes) lines.push_back(note.code + " " + note.where);
    return lines;
  }

  /// Changes one byte of a file below "a".
  void flip(const std::string& file, std::streamoff at) const {
    must(fmt::format("chmod u+w {}", file), "a");
    std::fstream stream(path("a/" + file), std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(at, at < 0 ? std::ios::end : std::ios::beg);
    const char byte = static_cast<char>(stream.get());
    stream.seekp(at, at < 0 ? std::ios::end : std::ios::beg);
    stream.put(static_cast<char>(byte ^ 0x55));
  }

  [[nodiscard]] static std::string loose(const std::string& id) {
    return ".git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
  }

  /// The newest commit with another message, made of its own by a sed script.
  void amend_message(const std::string& script) const {
    must("git log -1 --format=%B | sed '" + script +
             "' > ../message && git commit -q --amend -F ../message && rm -r "
             ".git/logs && git prune --expire=now",
         "a");
  }

  /// The first of a problem's commands in backquotes.
  [[nodiscard]] static std::string command_in(const Problem& problem, std::size_t which = 0) {
    std::size_t at = problem.remedy.find('`');
    for (std::size_t i = 0; i < which; ++i) at = problem.remedy.find('`', problem.remedy.find('`', at + 1) + 1);
    return problem.remedy.substr(at + 1, problem.remedy.find('`', at + 1) - at - 1);
  }
};

TEST_F(Verify, FindsNothingWrongWithASoundArchive) {
  VerifyRequest request;
  request.now = kNow;
  std::size_t last = 0;
  request.progress = [&](std::string_view, std::size_t done, std::size_t) { last = done; };
  const Verification verification = value_of(verify(value_of(Archive::open(path("a"))), request));
  EXPECT_TRUE(verification.is_archive);
  EXPECT_THAT(verification.problems, IsEmpty());
  EXPECT_EQ(verification.releases, 3U);
  EXPECT_EQ(verification.versions, 5U);
  EXPECT_EQ(fmt::format("{}", verification.objects), git("count-objects | cut -d' ' -f1"));
  EXPECT_THAT(found({"un/plan"}), IsEmpty());
  git("gc -q");
  EXPECT_THAT(found(), IsEmpty());
  EXPECT_THAT(found({"terms"}), IsEmpty());
  EXPECT_EQ(last, 0U);  // So few objects are no news.
  expect_sound();
}

TEST_F(Verify, FindsNothingWrongWithClonesAndBareArchives) {
  git("clone -q a b && git clone -q --bare a c && git clone -q --shared a d", "");
  for (const char* const folder : {"b", "c", "d"}) EXPECT_THAT(found({}, folder), IsEmpty()) << folder;
  git("config --global core.autocrlf true && git clone -q a e", "");
  EXPECT_THAT(found({}, "e"), IsEmpty());
}

TEST_F(Verify, KnowsAReleaseByItsNameOnly) {
  VerifyRequest request;
  request.names = {"un/plam"};
  const Error error = error_of(verify(value_of(Archive::open(path("a"))), request));
  EXPECT_EQ(error.code, ErrorCode::NotFound);
  EXPECT_THAT(error.message, HasSubstr("un/plan"));
}

TEST_F(Verify, FindsAFlippedByteInALooseObject) {
  const std::string blob = git("rev-parse HEAD:un/plan.txt");
  for (const std::streamoff at : {0, 3, 12, -1}) {
    must("cp -r a b && cp -r a/.git sound", "");
    flip(loose(blob), at);
    EXPECT_THAT(found(), ElementsAre("object-damaged " + blob)) << at;
    EXPECT_THAT(found({"un/plan"}), ElementsAre("object-damaged " + blob)) << at;
    EXPECT_THAT(found({"terms"}), IsEmpty());
    const Problem problem = problems().front();
    EXPECT_THAT(problem.message, HasSubstr("un/plan@2 needs it"));
    must(command_in(problem) + " && git fetch -q --refetch ../b main", "a");
    EXPECT_THAT(found(), IsEmpty());
    must("rm -rf a/.git b && mv sound a/.git", "");
  }
}

TEST_F(Verify, FindsADamagedCommitAndFolder) {
  const std::string commit = git("rev-parse HEAD~2");
  must("cp -r .git ../sound", "a");
  flip(loose(commit), 12);
  EXPECT_THAT(found(), ElementsAre("object-damaged " + commit));
  EXPECT_THAT(problems().front().message, HasSubstr("the history needs it"));
  must("rm -rf .git && mv ../sound .git", "a");
  const std::string tree = git("rev-parse HEAD~3:un");
  flip(loose(tree), 12);
  EXPECT_THAT(found(), ElementsAre("object-damaged " + tree));
}

TEST_F(Verify, FindsAFlippedByteAnywhereInAPack) {
  git("gc -q");
  must("cp -r .git ../sound", "a");
  const std::string pack = must("ls .git/objects/pack/*.pack", "a");
  const auto size = static_cast<std::streamoff>(std::filesystem::file_size(path("a/" + pack)));
  for (std::streamoff at = 1; at < size; at += 97) {
    flip(pack, at);
    const std::vector<std::string> lines = found();
    EXPECT_THAT(lines, ::testing::Contains("pack-damaged " + path("a/" + pack))) << at;
    must("rm -rf .git && cp -r ../sound .git", "a");
  }
}

TEST_F(Verify, MendsAPackAsItsRemedySays) {
  const auto mend = [&] {
    const Problem problem = problems().front();
    std::string clone = command_in(problem);
    clone.replace(clone.find("REMOTE"), 6, "../b");
    must(clone + " && " + command_in(problem, 1) + " && " + command_in(problem, 2) + " && rm -rf sound.git", "a");
    EXPECT_THAT(found(), IsEmpty());
  };
  git("gc -q && git clone -q --bare --no-local . ../b");
  flip(must("ls .git/objects/pack/*.pack", "a"), 4);  // So that nothing in it can be read.
  mend();
  // What only this copy has outlives the mending.
  (void)value_of(value_of(Archive::open(path("a"))).publish("Mine.\n", of("mine")));
  git("gc -q");
  const std::string pack = must("ls .git/objects/pack/*.pack", "a");
  const std::string shared = git("rev-parse HEAD:un/plan.txt");
  flip(pack, std::stoi(git(fmt::format("verify-pack -v {} | awk '$1 == \"{}\" {{print $5}}'", pack, shared))) + 3);
  mend();
  EXPECT_EQ(git("show HEAD:mine.txt"), "Mine.");
}

TEST_F(Verify, FindsAndMendsADamagedPackIndex) {
  git("gc -q");
  const std::string pack = must("ls .git/objects/pack/*.pack", "a");
  const std::string index = pack.substr(0, pack.size() - 5) + ".idx";
  flip(index, -1);
  const std::vector<Problem> found_problems = problems();
  ASSERT_FALSE(found_problems.empty());
  EXPECT_EQ(found_problems.front().code + " " + found_problems.front().where, "pack-damaged " + path("a/" + index));
  must(command_in(found_problems.front()) + " && " + command_in(found_problems.front(), 1), "a");
  EXPECT_THAT(found(), IsEmpty());
  must("rm -f " + index, "a");
  EXPECT_THAT(found(), ::testing::Contains("pack-damaged " + path("a/" + pack)));
  must(command_in(problems().front()), "a");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Verify, FindsADamagedCopyBesideASoundOne) {
  const std::string blob = git("rev-parse HEAD:un/plan.txt");
  git("repack -q");
  flip(loose(blob), 12);
  EXPECT_THAT(found(), ElementsAre("object-damaged " + blob));
}

TEST_F(Verify, FindsAMissingObject) {
  const std::string blob = git("rev-parse HEAD~1^:un/plan.txt");
  git("clone -q --bare . ../b");
  must("rm -f " + loose(blob), "a");
  EXPECT_THAT(found(), ElementsAre("object-missing " + blob));
  EXPECT_THAT(problems().front().message, HasSubstr("un/plan@3 needs it"));
  git("fetch -q --refetch ../b main");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Verify, FindsAMalformedTree) {
  const std::string blob = git("rev-parse HEAD:un/plan.txt");
  const std::string tree = must(fmt::format("printf '100644 b\\0%b100644 a\\0%b' \"$(echo {0} | sed 's/../\\\\x&/g')\" "
                                            "\"$(echo {0} | sed 's/../\\\\x&/g')\" > ../t; git hash-object -t tree -w "
                                            "--literally ../t",
                                            blob),
                                "a");
  EXPECT_THAT(found(), ElementsAre("object-malformed " + tree));
}

struct Amended {
  const char* name;
  const char* script;  ///< What is done to the message of version 1 of "terms".
  std::vector<std::string> codes;
};

class VerifyTrailers : public Verify, public ::testing::WithParamInterface<Amended> {};

TEST_P(VerifyTrailers, FindsWhatIsWrong) {
  amend_message(GetParam().script);
  std::vector<std::string> codes;
  for (const Problem& problem : problems()) codes.push_back(problem.code);
  EXPECT_EQ(codes, GetParam().codes);
}

INSTANTIATE_TEST_SUITE_P(
    Messages, VerifyTrailers,
    ::testing::Values(
        Amended{"NoVersion", "/^Stet-Version/d", {"trailer-missing"}},
        Amended{"NoRelease", "/^Stet-Release/d", {"trailer-missing"}},
        Amended{"NoDigest", "/^Stet-Sha256/d", {"trailer-missing"}},
        Amended{"NoDate", "/^Stet-Published/d", {"trailer-missing"}},
        Amended{
            "NoTrailers", "/^Stet-/d", {"trailer-missing", "trailer-missing", "trailer-missing", "trailer-missing"}},
        Amended{"Misspelt", "s/Stet-Sha256/Stet-Sha265/", {"trailer-missing"}},
        Amended{"NotLast",
                "$a \\\\nSigned-off-by: A <a@b>",
                {"trailer-missing", "trailer-missing", "trailer-missing", "trailer-missing"}},
        Amended{"Twice", "s/^Stet-Version.*/&\\n&/", {"trailer-malformed"}},
        Amended{"NoNumber", "s/^Stet-Version.*/Stet-Version: one/", {"trailer-malformed"}},
        Amended{"Zero", "s/^Stet-Version.*/Stet-Version: 0/", {"trailer-malformed"}},
        Amended{"BadDate", "s/^Stet-Published.*/Stet-Published: 2018-02-30T00:00:00Z/", {"trailer-malformed"}},
        Amended{"BadDigest", "s/^Stet-Sha256.*/Stet-Sha256: abc/", {"trailer-malformed", "sha256-mismatch"}},
        Amended{"OtherDigest", "s/^\\(Stet-Sha256: ..........\\)./\\1x/;y/x/0/", {"sha256-mismatch"}},
        Amended{"OtherSubject", "1s/.*/terms: version 7/", {"subject-mismatch"}},
        Amended{"OtherDate", "s/^Stet-Published.*/Stet-Published: 2018-03-01T00:00:00Z/", {"date-mismatch"}},
        Amended{
            "OldDate", "s/^Stet-Published.*/Stet-Published: 0202-03-01T00:00:00Z/", {"date-mismatch", "date-absurd"}},
        Amended{"OtherNumber", "s/version 1/version 2/;s/^Stet-Version.*/Stet-Version: 2/", {"number-gap"}},
        Amended{"OtherRelease", "s/terms/term/", {"file-mismatch", "file-mismatch", "branch-tip"}}),
    [](const auto& amended) { return std::string(amended.param.name); });

TEST_F(Verify, FindsAVersionThatWasRecordedInTheFuture) {
  VerifyRequest request;
  request.now = kNow - 2 * kDay;
  const Verification verification = value_of(verify(value_of(Archive::open(path("a"))), request));
  ASSERT_EQ(verification.problems.size(), 5U);
  EXPECT_EQ(verification.problems.front().code, "date-absurd");
}

TEST_F(Verify, FindsAVersionThatChangesAnotherFile) {
  write("a/other.txt", "x\n");
  must("git add other.txt && git commit -q --amend --no-edit && rm -r .git/logs && git prune --expire=now", "a");
  EXPECT_THAT(found(), ElementsAre("file-mismatch terms@1"));
}

TEST_F(Verify, TakesOtherCommitsAsTheyAre) {
  write("a/README.md", "By hand.\n");
  git("add . && git commit -qm 'Site: version 2' && git commit -q --allow-empty -m 'terms: version 2 is planned'");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Verify, FindsABranchThatWasSetBack) {
  const std::string tip = git("rev-parse HEAD");
  git("reset -q --hard HEAD~3");
  EXPECT_THAT(found(), ElementsAre("branch-set-back terms@1", "branch-set-back un/plan@3"));
  EXPECT_THAT(found({"terms"}), ElementsAre("branch-set-back terms@1"));  // Not on the branch at all.
  must(command_in(problems().front()), "a");
  EXPECT_EQ(git("rev-parse HEAD"), tip);
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Verify, FindsABranchThatWasSetBackWithoutItsReflog) {
  const std::string tip = git("rev-parse HEAD");
  git("reset -q --hard HEAD~3 && rm -r .git/logs .git/ORIG_HEAD");
  EXPECT_THAT(found(), ElementsAre("version-unreachable terms@1", "version-unreachable un/plan@3"));
  must(command_in(problems().front()), "a");
  EXPECT_EQ(git("rev-parse HEAD"), tip);
  git("reset -q --hard HEAD~3 && rm -r .git/logs .git/ORIG_HEAD");
  // The history went on meanwhile, so the versions are to be recorded again.
  Archive archive = value_of(Archive::open(path("a")));
  (void)value_of(archive.publish("Other.\n", of("other")));
  EXPECT_THAT(found(), ElementsAre("version-unreachable terms@1", "version-unreachable un/plan@3"));
  EXPECT_THAT(problems().front().remedy,
              HasSubstr(" | stet publish - --as terms --date 2020-09-13T12:26:40Z --ext .md`"));
  must(command_in(problems().front(), 1), "a");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Verify, FindsVersionsThatAnotherBranchHas) {
  git("branch other && git reset -q --hard HEAD~1 && rm -r .git/logs .git/ORIG_HEAD");
  EXPECT_THAT(found(), ElementsAre("version-elsewhere terms@1"));
  git("branch -m other kept && git update-ref refs/remotes/origin/main kept && git branch -qD kept");
  must("rm -rf .git/logs", "a");
  EXPECT_EQ(problems().front().remedy, "`stet sync origin`");
}

TEST_F(Verify, TakesARebasedVersionForTheSame) {
  git("-c user.name=Other commit -q --amend --reset-author --no-edit --date=1600000000");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Verify, FindsATwiceGivenNumberAfterAMerge) {
  git("clone -q a b", "");
  Archive left = value_of(Archive::open(path("a")));
  Archive right = value_of(Archive::open(path("b")));
  (void)value_of(left.publish("Left.\n", of("un/plan", kNow + 1)));
  (void)value_of(right.publish("Right.\n", of("un/plan", kNow + 2)));
  (void)shell("git pull -q --no-rebase -X theirs --no-edit ../b main", "a");
  EXPECT_THAT(found(), ElementsAre("number-duplicate un/plan@4"));
  EXPECT_THAT(problems().front().remedy, HasSubstr("stet sync"));
}

TEST_F(Verify, FindsABranchThatDoesNotHoldWhatWasPublishedLast) {
  write("a/un/plan.txt", "By hand.\n");
  git("commit -qam 'By hand'");
  EXPECT_THAT(found(), ElementsAre("branch-tip un/plan"));
  must(command_in(problems().front()) + " && git commit -qm back", "a");
  EXPECT_THAT(found(), IsEmpty());
  write("a/gone.txt", "Here again.\n");
  git("add gone.txt && git commit -qm again");
  EXPECT_THAT(found(), ElementsAre("branch-tip gone"));
  must(command_in(problems().front()) + " && git commit -qm back", "a");
  EXPECT_THAT(found(), IsEmpty());
  write("a/gone.md", "# Here again\n");
  git("add gone.md && git commit -qm again");
  EXPECT_THAT(problems().front().remedy, HasSubstr("`git show HEAD:gone.md | stet publish - --as gone --ext .md`"));
}

TEST_F(Verify, FindsAWorkingFileThatIsNoVersion) {
  write("a/un/plan.txt", "One.\n");  // A version, though not the latest.
  EXPECT_THAT(found(), IsEmpty());
  write("a/un/plan.txt", "Mine.\n");
  EXPECT_THAT(found(), ElementsAre("working-file un/plan.txt"));
  must(command_in(problems().front(), 1), "a");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Verify, FindsWhatAKilledWriterLeft) {
  // What the next writer finishes or clears is no problem; a lock that keeps it out is one.
  must("mkdir .git/stet/tmp && touch .git/index.lock", "a");
  EXPECT_THAT(found(), ElementsAre("leftover " + path("a/.git/index.lock")));
  EXPECT_THAT(noted(), ElementsAre("leftover " + path("a/.git/stet/tmp/")));
  write("a/.git/stet/journal", "stet-journal 1\n");
  EXPECT_THAT(found(), IsEmpty());
  EXPECT_THAT(noted(), ElementsAre("leftover " + path("a/.git/stet/journal")));
  // A writer that is at work is none that was killed.
  const int lock = open(path("a/.git/stet/lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(flock(lock, LOCK_EX), 0);
  EXPECT_THAT(found(), IsEmpty());
  EXPECT_THAT(noted(), IsEmpty());
  close(lock);
}

TEST_F(Verify, KnowsWhatAKilledWriterHadNotRecorded) {
  // As if the writer of "terms" had died just before it moved the branch.
  const std::string after = git("rev-parse HEAD");
  const std::string before = git("rev-parse HEAD~1");
  git("reset -q --hard HEAD~1 && rm -r .git/logs .git/ORIG_HEAD");
  EXPECT_THAT(found(), ElementsAre("version-unreachable terms@1"));
  write("a/.git/stet/journal",
        fmt::format("stet-journal 1\nbranch refs/heads/main\nbefore {}\nafter {}\nworktree .\nend\n", before, after));
  EXPECT_THAT(found(), IsEmpty());
  EXPECT_THAT(noted(), ElementsAre("leftover " + path("a/.git/stet/journal")));
  Archive archive = value_of(Archive::open(path("a")));
  (void)value_of(archive.publish("Other.\n", of("other")));
  EXPECT_THAT(noted(), IsEmpty());
  EXPECT_THAT(found(), IsEmpty());
  EXPECT_EQ(read("a/.git/stet/abandoned"), after + " " + before + "\n");
  // What it had built on is lost where the branch loses it.
  git("reset -q --hard " + before + "~2 && rm -r .git/logs .git/ORIG_HEAD");
  EXPECT_THAT(found(), testing::Contains("version-unreachable un/plan@3"));
  EXPECT_THAT(found(), testing::Not(testing::Contains("version-unreachable terms@1")));
  // A branch that had it and was set back has lost it all the same.
  git("update-ref --create-reflog refs/heads/main " + after + " && git reset -q --hard HEAD~1");
  EXPECT_THAT(found(), testing::Contains("branch-set-back terms@1"));
}

TEST_F(Verify, FindsAFormatFileThatIsGoneOrDamaged) {
  git("rm -q stet.toml && git commit -qm gone");
  EXPECT_THAT(found(), ElementsAre("format " + git("rev-parse HEAD").substr(0, 10)));
  write("a/stet.toml", "[archive\n");
  git("add . && git commit -qm damaged");
  EXPECT_THAT(problems().front().message, HasSubstr("TOML"));
  write("a/stet.toml", "[archive]\nformat = 2\n");
  git("add . && git commit -qm later");
  EXPECT_THAT(problems().front().message, HasSubstr("not 1"));
}

TEST_F(Verify, FindsAReferenceWithoutItsCommit) {
  write("a/.git/refs/heads/lost", "1111111111111111111111111111111111111111\n");
  EXPECT_THAT(found(), ElementsAre("reference-damaged refs/heads/lost"));
  must(command_in(problems().front()) + " || rm .git/refs/heads/lost", "a");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Verify, FindsADamagedBranchAndHead) {
  const std::string tip = git("rev-parse HEAD");
  for (const char* const text : {"garbage\n", "1111111111111111111111111111111111111111\n", ""}) {
    write("a/.git/refs/heads/main", text);
    EXPECT_THAT(found(), ElementsAre("reference-damaged refs/heads/main")) << text;
    must(command_in(problems().front()) + " && " + command_in(problems().front(), 1), "a");
    EXPECT_EQ(git("rev-parse HEAD"), tip);
    EXPECT_THAT(found(), IsEmpty());
  }
  write("a/.git/refs/heads/other", "garbage\n");
  EXPECT_THAT(found(), ElementsAre("reference-damaged refs/heads/other"));
  must(command_in(problems().front()), "a");
  for (const char* const text : {"garbage\n", "ref: refs/heads/\n"}) {
    write("a/.git/HEAD", text);
    EXPECT_THAT(found(), ElementsAre("reference-damaged HEAD")) << text;
    std::string command = command_in(problems().front());
    command.replace(command.find("BRANCH"), 6, "main");
    must(command, "a");
    EXPECT_THAT(found(), IsEmpty());
  }
  // A branch that was deleted.
  git("update-ref -d refs/heads/main");
  EXPECT_THAT(found(), ElementsAre("reference-damaged refs/heads/main"));
  must(command_in(problems().front(), 1), "a");
  EXPECT_EQ(git("rev-parse HEAD"), tip);
}

TEST_F(Verify, SaysWhatAShallowOrPartialCloneLeavesOut) {
  git("clone -q --depth 2 file://" + path("a") + " b", "");
  EXPECT_THAT(found({}, "b"), ElementsAre("shallow-clone " + path("b")));
  git("fetch -q --unshallow", "b");
  EXPECT_THAT(found({}, "b"), IsEmpty());
  git("config uploadpack.allowFilter true && git clone -q --filter=blob:none --no-checkout file://" + path("a") +
      " ../c");
  EXPECT_THAT(found({}, "c"), ElementsAre("partial-clone " + path("c")));
}

TEST_F(Verify, ChecksTheObjectsOfAnyRepository) {
  git("init -q b", "");
  EXPECT_THAT(found({}, "b"), IsEmpty());
  write("b/x.txt", "x\n");
  git("add . && git commit -qm one", "b");
  VerifyRequest request;
  const Verification sound = value_of(verify(value_of(Archive::open(path("b"))), request));
  EXPECT_FALSE(sound.is_archive);
  EXPECT_EQ(sound.objects, 3U);
  EXPECT_THAT(sound.problems, IsEmpty());
  const std::string blob = git("rev-parse HEAD:x.txt", "b");
  must("rm -f " + loose(blob), "b");
  EXPECT_THAT(found({}, "b"), ElementsAre("object-missing " + blob));
  request.names = {"x"};
  EXPECT_EQ(error_of(verify(value_of(Archive::open(path("b"))), request)).code, ErrorCode::NotAnArchive);
}

TEST_F(Verify, AddsWhatFurtherChecksFind) {
  VerifyRequest request;
  request.now = kNow;
  request.further.push_back([](const Archive&) -> Result<std::vector<Problem>> {
    return std::vector<Problem>{{"index-stale", "index", "it is old", "`rm` it"}};
  });
  const Verification verification = value_of(verify(value_of(Archive::open(path("a"))), request));
  ASSERT_EQ(verification.problems.size(), 1U);
  EXPECT_EQ(verification.problems.front().code, "index-stale");
}

}  // namespace
}  // namespace stet::test
