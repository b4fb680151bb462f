// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace stet::align {

/// The natural logarithm of a finite number of at least 1, within two units of its last place, and the same bits on
/// every machine. The C library chooses among several by the processor, and these differ in the last bit: two sentences
/// that are as like a third one could be told apart here and not there.
[[nodiscard]] double natural_logarithm(double number);

}  // namespace stet::align
