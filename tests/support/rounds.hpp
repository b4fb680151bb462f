// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace stet::test {

/// How many made-up inputs a test is given. The sanitizers make each many times as slow: with them it is a quarter, of
/// the same ones.
constexpr int rounds(int all) {
#ifdef __SANITIZE_ADDRESS__
  return (all + 3) / 4;
#else
  return all;
#endif
}

}  // namespace stet::test
