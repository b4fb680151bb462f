// SPDX-License-Identifier: Apache-2.0
// stet_replay REPOSITORY…: compares every version of every document of a git repository with the one before it, and
// rebuilds both texts from the JSON (`--all`), and the comparison from what the index would keep of it. Prints how many
// pairs and sentences were held against their texts, and the first faults; exits with 1 where there are any.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>

#include "assemble/decisions.hpp"
#include "compare.hpp"
#include "stet/archive.hpp"
#include "stet/report.hpp"
#include "support/replay.hpp"

namespace {

using namespace stet;

struct Counts {
  std::size_t documents = 0;
  std::size_t pairs = 0;
  std::size_t sentences = 0;
  std::size_t changes = 0;
  std::size_t faults = 0;
};

void fault(Counts& counts, const Release& release, const Version& version, const std::string& what) {
  constexpr std::size_t kShown = 20;
  if (++counts.faults <= kShown)
    fmt::print("{} at {}: {}\n", release.name, version.commit.substr(0, 12), what.substr(0, 600));
}

void hold(const Source& before, const Source& after, const Release& release, const Version& version, Counts& counts) {
  DiffOptions options;
  options.all = true;
  Result<DocumentDiff> compared = diff(before, after, options);
  if (!compared) return fault(counts, release, version, compared.error().message);
  ++counts.pairs;
  counts.sentences += compared->before.sentences.size() + compared->after.sentences.size();
  Report report;
  report.documents.push_back({.name = release.name, .before = {}, .after = {}, .diff = std::move(*compared)});
  ReportFilter filter;
  filter.all = true;
  const auto document = nlohmann::json::parse(write_json(report, filter))["documents"][0];
  for (const auto& change : document["changes"]) counts.changes += change["kind"] != "unchanged";
  const std::string what = test::replay_fault(document, test::document_text(before), test::document_text(after));
  if (!what.empty()) fault(counts, release, version, what);
}

std::string reported(Comparison comparison) {
  Report report;
  report.documents.push_back({.name = "text", .before = {}, .after = {}, .diff = std::move(comparison.diff)});
  return write_json(report, {});
}

/// A comparison that is made of what one decided is that one.
void hold_recalled(const Source& before, const Source& after, const Release& release, const Version& version,
                   Counts& counts) {
  const auto older = read_document(before);
  const auto newer = read_document(after);
  if (!older || !newer) return;  // which was said
  const DiffOptions options;
  Shared shared(options.segment);
  const Comparison comparison = compare({*older, *newer}, options, shared);
  const std::string packed = assemble::pack_decisions(comparison.diff, comparison.equal_blocks, comparison.language);
  const auto decisions = assemble::Decisions::read(packed);
  read::DocumentPair pair{*older, *newer};
  auto again = decisions ? recall(pair, options, shared, *decisions) : std::unexpected(decisions.error());
  if (!again) return fault(counts, release, version, again.error().message);
  if (reported(std::move(*again)) != reported(comparison)) fault(counts, release, version, "is recalled otherwise");
}

void hold_release(const Archive& archive, const Release& release, Counts& counts) {
  ++counts.documents;
  Source before;
  for (const Version& version : release.versions) {
    if (version.withdrawn) continue;
    const Result<Source> read = archive.read(version);
    if (!read) {
      fault(counts, release, version, read.error().message);
      continue;
    }
    const Source after = read->with_type(type_of_path(version.path));
    hold(before, after, release, version, counts);
    hold_recalled(before, after, release, version, counts);
    before = after;
  }
}

}  // namespace

int main(int argc, char** argv) {
  bool faultless = true;
  for (int i = 1; i < argc; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const Result<Archive> archive = Archive::open(argv[i]);
    const Result<std::vector<Release>> releases = archive ? archive->releases() : std::unexpected(archive.error());
    if (!releases) {
      fmt::print(stderr, "{}: {}\n", argv[i], releases.error().message);
      return 2;
    }
    Counts counts;
    for (const Release& release : *releases) hold_release(*archive, release, counts);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    fmt::print("{}: {} documents, {} pairs, {} sentences, {} changes, {} faults, {:.1f} s\n", argv[i], counts.documents,
               counts.pairs, counts.sentences, counts.changes, counts.faults, took.count());
    faultless = faultless && counts.faults == 0;
  }
  return faultless ? 0 : 1;
}
