// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "classify/numbering.hpp"
#include "classify/units.hpp"
#include "stet/diff.hpp"

namespace stet::classify {

struct Judgement {
  Category category = Category::Wording;
  bool equal_value = false;
};

/// The first category of INTERFACE "Categories" that fits an edit, Quotation aside.
[[nodiscard]] Judgement judge(const Unit& unit, const Side& before, const Side& after, const Vocabulary& vocabulary,
                              const Renumbering& renumbering);

/// What a difference between two stretches of white space is: Typography where only unseen characters differ.
[[nodiscard]] Category judge_space(std::string_view before, std::string_view after);

}  // namespace stet::classify
