// SPDX-License-Identifier: Apache-2.0
#include "read/list_soup.hpp"

#include <array>

namespace stet::test {

std::string list_soup(Dice& dice, std::size_t lines) {
  constexpr std::array kTame = {"1. one",
                                "2. two",
                                "1.  wide",
                                "10. ten",
                                "* star",
                                "*   wide star",
                                "- dash",
                                "3) other",
                                "   text",
                                "    text",
                                "  text",
                                "    *em* text",
                                "    # head",
                                "   ## head",
                                "    [a](b) text",
                                "    \"Quoted.\"",
                                "    (aside)",
                                "    line\n    and line",
                                "    Head\n    ---",
                                "2. Head\n    ---",
                                "    * inner",
                                "    *   inner wide",
                                "    1. inner",
                                "        text",
                                "      text",
                                "        * deeper",
                                "    * a\n    * b",
                                "   - a\n   - b\n     c",
                                "Text",
                                "# Head",
                                "é. Next",
                                "1. a\n2. b\n3. c",
                                "   a | b\n   ---|---\n   c | d",
                                "    <b>x</b> text"};
  constexpr std::array kWild = {"\ttab",
                                "    > quote",
                                "> quote",
                                "  * two",
                                "- - x",
                                "* * *",
                                "1. ",
                                "   - ",
                                "*em* text",
                                " a",
                                "          far",
                                "    a\n        # far",
                                "    a\n          b",
                                "    a\n    7. b",
                                "    # h\n    7. b",
                                "    ---\n    7. b",
                                "   a | b\n   ---|---\n   7. c",
                                "    8. e",
                                "    <div>x</div>",
                                "    a\n    1. b",
                                "    a\n    - b",
                                "   <div>\n   - a",
                                "lazy\nlazy",
                                "   a\nlazy",
                                "    - a\n    b",
                                "   a\r",
                                "   a\rb",
                                "-",
                                "***",
                                "    ---",
                                "| a |\n|---|",
                                "123. x",
                                "1) a\n1. b"};
  const bool tame = dice.chance(80);
  std::string text;
  for (std::size_t i = 0; i < lines; ++i) {
    text += tame || dice.chance(80) ? kTame[dice.roll(kTame.size())] : kWild[dice.roll(kWild.size())];
    text += dice.chance(80) ? (dice.chance(90) ? "\n\n" : "\n    \n\n") : "\n";
  }
  return text;
}

}  // namespace stet::test
