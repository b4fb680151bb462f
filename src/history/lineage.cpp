// SPDX-License-Identifier: Apache-2.0
#include "history/lineage.hpp"

#include <algorithm>

#include "fmt/format.h"

#include "history/fault.hpp"
namespace stet::history {
namespace {

Error broken_links() { return index_damaged("the links of a version in the index fit no text"); }

/// Marks the sentences that links name. False where one is named twice or is not there.
bool mark(const std::vector<std::uint32_t>& sentences, std::vector<bool>& named) {
  for (const std::uint32_t sentence : sentences) {
    if (sentence >= named.size() || named[sentence]) return false;
    named[sentence] = true;
  }
  return true;
}

/// The sentence of the cut that its own step knows.
std::uint32_t in_own_cut(const Step& step, std::uint32_t sentence) {
  return step.recut.empty() ? sentence : step.recut[sentence];
}

}  // namespace

Result<std::vector<Parents>> parents(const Step& step, std::uint32_t before) {
  const std::size_t cut = step.recut.empty() ? before : step.recut.size();
  for (const std::uint32_t sentence : step.recut)
    if (sentence >= before) return std::unexpected(broken_links());
  std::vector<bool> named_before(cut, false);
  std::vector<bool> named_after(step.sentences, false);
  std::vector<Parents> all(step.sentences);
  for (const Link& link : step.links) {
    if (!mark(link.before, named_before) || !mark(link.after, named_after)) return std::unexpected(broken_links());
    for (const std::uint32_t sentence : link.after) all[sentence].link = &link;
  }
  std::uint32_t next = 0;
  for (std::uint32_t sentence = 0; sentence < step.sentences; ++sentence) {
    if (named_after[sentence]) continue;
    while (next < cut && named_before[next]) ++next;
    if (next == cut) return std::unexpected(broken_links());
    all[sentence].stayed = in_own_cut(step, next++);
  }
  while (next < cut && named_before[next]) ++next;
  if (next != cut) return std::unexpected(broken_links());
  return all;
}

std::vector<std::uint32_t> parent_sentences(const Step& step, const Parents& parents) {
  if (parents.link == nullptr) return {parents.stayed};
  std::vector<std::uint32_t> sentences;
  for (const std::uint32_t parent : parents.link->before) sentences.push_back(in_own_cut(step, parent));
  return sentences;
}

std::optional<std::size_t> compared_with(const Record& record, std::size_t version) {
  while (version > 0) {
    --version;
    if (record.steps[version].unreadable.empty()) return version;
  }
  return std::nullopt;
}

Result<std::vector<std::vector<Ancestry>>> ancestries(const Record& record, std::size_t last, bool keep) {
  std::vector<std::vector<Ancestry>> all(last + 1);
  std::vector<Ancestry> before;
  for (std::size_t version = 0; version <= last; ++version) {
    const Step& step = record.steps[version];
    if (!step.unreadable.empty()) continue;
    const auto from = parents(step, static_cast<std::uint32_t>(before.size()));
    if (!from) return std::unexpected(from.error());
    const auto here = static_cast<std::uint32_t>(version);
    std::vector<Ancestry> now;
    now.reserve(from->size());
    for (const Parents& sentence : *from) {
      if (sentence.link == nullptr) {
        now.push_back(before[sentence.stayed]);
        continue;
      }
      Ancestry ancestry{here, here};
      for (const std::uint32_t parent : sentence.link->before)
        ancestry.origin = std::min(ancestry.origin, before[in_own_cut(step, parent)].origin);
      if (sentence.same_wording()) ancestry.since = before[in_own_cut(step, sentence.link->before.front())].since;
      now.push_back(ancestry);
    }
    before = std::move(now);
    if (keep || version == last) all[version] = before;
  }
  return all;
}

Result<std::size_t> position_of(const Release& release, const Version& version) {
  const auto found = std::ranges::find_if(release.versions, [&](const Version& candidate) {
    return candidate.commit == version.commit && candidate.number == version.number;
  });
  if (found == release.versions.end())
    return failure(ErrorCode::NotFound, fmt::format("'{}' has no such version", release.name), version.commit);
  if (version.withdrawn) return failure(ErrorCode::NotFound, "withdrawn here: there is no text", version.path);
  return static_cast<std::size_t>(found - release.versions.begin());
}

Result<void> require_text(const Record& record, std::size_t version) {
  const Step& step = record.steps[version];
  if (step.unreadable.empty()) return {};
  return failure(ErrorCode::NotADocument, step.unreadable, record.versions[version].path);
}

}  // namespace stet::history
