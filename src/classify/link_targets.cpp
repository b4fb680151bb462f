// SPDX-License-Identifier: Apache-2.0
#include "classify/link_targets.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "align/sequence.hpp"
#include "classify/wording.hpp"

namespace stet::classify {

namespace {

/// A link whose text a sentence has, or begins with.
struct LinkInside {
  SentenceIndex sentence{};
  const Link* link = nullptr;
};

std::vector<LinkInside> links_of(const Document& document, SentenceSet sentences) {
  std::vector<LinkInside> inside;
  for (const SentenceIndex index : sentences) {
    const Sentence& sentence = document.sentence(index);
    const std::vector<Link>& links = document.block(sentence.block).links;
    // In text order, so that a block of many links costs a search for each sentence.
    auto link =
        std::ranges::lower_bound(links, sentence.text.begin, {}, [](const Link& each) { return each.text.begin; });
    for (; link != links.end() && link->text.begin < std::max(sentence.text.end, sentence.text.begin + 1); ++link)
      inside.push_back({index, &*link});
  }
  return inside;
}

}  // namespace

LinkTargets::LinkTargets(const Document& before, const Document& after, SentenceSet before_sentences,
                         SentenceSet after_sentences) {
  const std::vector<LinkInside> before_links = links_of(before, before_sentences);
  const std::vector<LinkInside> after_links = links_of(after, after_sentences);
  if (std::ranges::equal(before_links, after_links, [](const LinkInside& one, const LinkInside& other) {
        return one.link->target == other.link->target;
      }))
    return;
  const auto targets_of = [](const Document& document, SentenceSet sentences, const std::vector<LinkInside>& links) {
    const Wording wording(document, sentences);
    std::vector<Target> targets;
    for (const auto& [index, link] : links) {
      const Sentence& sentence = document.sentence(index);
      const std::size_t end = std::min<std::size_t>(link->text.end, sentence.text.end);
      targets.push_back({wording.offset_of(sentence.block, end).value_or(0), link->target});
    }
    return targets;
  };
  const std::vector<Target> one = targets_of(before, before_sentences, before_links);
  const std::vector<Target> other = targets_of(after, after_sentences, after_links);
  std::map<std::string_view, std::uint32_t> ids;
  const auto ids_of = [&](const std::vector<Target>& targets) {
    std::vector<std::uint32_t> found;
    for (const Target& target : targets)
      found.push_back(ids.emplace(target.target, static_cast<std::uint32_t>(ids.size())).first->second);
    return found;
  };
  const std::vector<std::uint32_t> before_ids = ids_of(one);
  const std::vector<std::uint32_t> after_ids = ids_of(other);
  std::size_t i = 0;
  std::size_t j = 0;
  const auto close = [&](std::size_t before_end, std::size_t after_end) {
    while (i < before_end || j < after_end) {
      Difference difference;
      if (i < before_end) difference.before = one[i++];
      if (j < after_end) difference.after = other[j++];
      differences_.push_back(std::move(difference));
    }
  };
  for (const align::IndexPair& pair : align::common_subsequence(before_ids, after_ids)) {
    close(pair.before, pair.after);
    i = pair.before + 1;
    j = pair.after + 1;
  }
  close(one.size(), other.size());
}

void LinkTargets::append_up_to(std::vector<Edit>& edits, std::size_t before_end, std::size_t after_end) {
  for (; appended_ < differences_.size(); ++appended_) {
    const Difference& next = differences_[appended_];
    if ((next.before && next.before->end > before_end) || (next.after && next.after->end > after_end)) return;
    const auto append = [&](EditOp op, const Target& target) {
      edits.push_back({op, target.target, CategorySet{Category::Link}, false, true});
    };
    if (next.before) append(EditOp::Delete, *next.before);
    if (next.after) append(EditOp::Insert, *next.after);
  }
}

}  // namespace stet::classify
