// SPDX-License-Identifier: Apache-2.0
#include "classify/link_targets.hpp"

#include <algorithm>

#include "align/interning.hpp"
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
    targets.reserve(links.size());
    for (const auto& [index, link] : links) {
      const Sentence& sentence = document.sentence(index);
      const std::size_t end = std::min<std::size_t>(link->text.end, sentence.text.end);
      targets.push_back({link, static_cast<std::uint32_t>(wording.offset_of(sentence.block, end).value_or(0))});
    }
    return targets;
  };
  before_ = targets_of(before, before_sentences, before_links);
  after_ = targets_of(after, after_sentences, after_links);
  find_differences();
}

void LinkTargets::find_differences() {
  align::TextInterner texts(before_.size() + after_.size());
  const auto ids_of = [&](const std::vector<Target>& targets) {
    std::vector<std::uint32_t> ids(targets.size());
    texts.intern_all(
        targets.size(), [&](std::size_t i) { return std::string_view(targets[i].link->target); },
        [](std::size_t) { return std::uint64_t{0}; }, [&](std::size_t i, std::uint32_t id) { ids[i] = id; });
    return ids;
  };
  const std::vector<std::uint32_t> before_ids = ids_of(before_);
  const std::vector<std::uint32_t> after_ids = ids_of(after_);
  std::uint32_t i = 0;
  std::uint32_t j = 0;
  const auto close = [&](std::size_t before_end, std::size_t after_end) {
    while (i < before_end || j < after_end)
      differences_.push_back({i < before_end ? i++ : kNone, j < after_end ? j++ : kNone});
  };
  for (const align::IndexPair& pair : align::common_subsequence(before_ids, after_ids)) {
    close(pair.before, pair.after);
    i = pair.before + 1;
    j = pair.after + 1;
  }
  close(before_.size(), after_.size());
}

void LinkTargets::append_up_to(std::vector<Edit>& edits, std::size_t before_end, std::size_t after_end) {
  for (; appended_ < differences_.size(); ++appended_) {
    const auto [went, came] = differences_[appended_];
    if ((went != kNone && before_[went].end > before_end) || (came != kNone && after_[came].end > after_end)) return;
    const auto append = [&](EditOp op, const Target& target) {
      edits.push_back({op, target.link->target, CategorySet{Category::Link}, false, true});
    };
    if (went != kNone) append(EditOp::Delete, before_[went]);
    if (came != kNone) append(EditOp::Insert, after_[came]);
  }
}

}  // namespace stet::classify
