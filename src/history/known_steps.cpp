// SPDX-License-Identifier: Apache-2.0
#include "history/known_steps.hpp"

#include <utility>

#include "history/follow.hpp"

namespace stet::history {

Result<void> KnownSteps::go_on() {
  const std::size_t position = next_++;
  const Step& step = record_.steps[position];
  if (!step.unreadable.empty()) return {};
  auto next = blocks_after(step.blocks, blocks_);
  if (!next) return std::unexpected(std::move(next).error());
  std::vector<std::uint32_t> former = std::exchange(blocks_, std::move(*next));
  if (last_ && !record_.versions[*last_].withdrawn && !record_.versions[position].withdrawn) {
    const Step& before = record_.steps[*last_];
    made_.try_emplace({before.blob, step.blob, before.language, before.markdown, step.markdown},
                      Made{position, *last_, std::move(former)});
  }
  last_ = position;
  return {};
}

std::optional<Step> KnownSteps::step_to(const std::string& blob, bool markdown) const {
  if (!last_ || record_.versions[*last_].withdrawn) return std::nullopt;
  const Step& before = record_.steps[*last_];
  const auto known = made_.find({before.blob, blob, before.language, before.markdown, markdown});
  if (known != made_.end()) return record_.steps[known->second.position];
  return step_back_to(blob, markdown);
}

std::optional<Step> KnownSteps::step_back_to(const std::string& blob, bool markdown) const {
  const Step& now = record_.steps[*last_];
  const auto way = made_.find({blob, now.blob, now.language, markdown, now.markdown});
  if (way == made_.end()) return std::nullopt;
  const Step& there = record_.steps[way->second.position];
  // Past a bound the way back may be another; what was cut anew has no mirror.
  if (!there.recut.empty() || there.bounded.any() || there.language != now.language) return std::nullopt;
  Step back = mirrored(there, way->second.blocks, record_.steps[way->second.before].sentences);
  back.blob = blob;
  back.markdown = markdown;
  return back;
}

}  // namespace stet::history
