// SPDX-License-Identifier: Apache-2.0
//
// Idea: only sums, products and quotients, which IEEE 754 rounds alike everywhere. (The build forbids to run a product
// and a sum together.) A number is m times a power of 2, m between the root of 1/2 and that of 2, and ln m = 2
// artanh(s) with s = (m - 1) / (m + 1), at most 0.172: ten terms of the series reach the last bit.
//
//   ln 10 = 3 ln 2 + ln 1.25 = 2.0794 + 2 (1/9 + 1/2187 + ...) = 2.3026
#include "align/logarithm.hpp"

#include <cfloat>
#include <cmath>
#include <numbers>

namespace stet::align {

// Not so where sums are held with more bits than a double has, as by the 8087's registers.
static_assert(FLT_EVAL_METHOD == 0);

double natural_logarithm(double number) {
  constexpr double kRootOfHalf = 1 / std::numbers::sqrt2;
  int power = 0;
  double mantissa = std::frexp(number, &power);  // exact
  if (mantissa < kRootOfHalf) {
    mantissa *= 2;
    --power;
  }
  constexpr double kTerms[] = {1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13,
                               1.0 / 11, 1.0 / 9,  1.0 / 7,  1.0 / 5,  1.0 / 3};
  const double s = (mantissa - 1) / (mantissa + 1);
  const double square = s * s;
  double sum = 0;
  for (const double term : kTerms) sum = (sum + term) * square;
  return power * std::numbers::ln2 + 2 * (s + s * sum);
}

}  // namespace stet::align
