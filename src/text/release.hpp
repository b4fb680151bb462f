// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace stet::text {

/// Gives a list's memory back before its owner goes: assigning `{}` would keep it for further items.
template <class T>
void release(std::vector<T>& items) {
  std::vector<T>().swap(items);
}

}  // namespace stet::text
