// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "classify/numbering.hpp"
#include "classify/part.hpp"

namespace stet::classify {

/// The numbers in one side of an edit.
struct Numbers {
  Part part;
  std::vector<const Entity*> found;
};

/// Whether the numbers of an edit are those of list items or clauses, or of references ("section 4") whose targets were
/// renumbered alike.
[[nodiscard]] bool is_renumbered(const Numbers& before, const Numbers& after, const Vocabulary& vocabulary,
                                 const Renumbering& renumbering);

}  // namespace stet::classify
