// SPDX-License-Identifier: Apache-2.0
#include "read/chain.hpp"

namespace stet::read {

Result<Chain::Step> Chain::next(const Source& source) {
  auto pair = decode_pair(last_, source, counted_);
  if (!pair) return std::unexpected(std::move(pair).error());
  const Windows windows = differing_windows(pair->before.source, pair->after.source, pair->equal, measure_);
  last_ = pair->after;
  return Step{std::move(pair->before), std::move(pair->after), windows};
}

}  // namespace stet::read
