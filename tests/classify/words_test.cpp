// SPDX-License-Identifier: Apache-2.0
#include "classify/words.hpp"

#include <gtest/gtest.h>

namespace stet::classify {
namespace {

TEST(SameWord, IsOneSpelledTwice) {
  struct Pair {
    std::string_view language;
    std::string_view one;
    std::string_view other;
    bool same;
  };
  constexpr Pair kPairs[] = {
      {"en", "colourise", "colorize", true},
      {"en", "aesthetic", "esthetic", true},
      {"en", "oesophagus", "esophagus", true},
      {"en", "connexion", "connection", true},
      {"en", "programme", "program", true},
      {"en", "seperate", "separate", true},
      {"en", "wich", "which", false},
      {"en", "must", "many", false},
      {"en", "catalogue", "catalogues", false},
      {"pt", "mnemotecnia", "nemotecnia", true},
      {"pt", "pteridologia", "teridologia", true},
      {"de", "photographie", "fotografie", true},
      {"es", "trabajadores", "trabajadors", true},
      {"en", "harbor", "labor", false},
      {"zh", "應當", "应当", true},
      {"zh", "公佈", "公布", true},
      {"zh", "隨着", "隨著", true},
      {"zh", "登陆", "登录", false},
      {"ja", "改めて", "あらためて", true},
  };
  for (const Pair& pair : kPairs) {
    const Lexicon lexicon(pair.language);
    EXPECT_EQ(same_word(pair.one, pair.other, lexicon), pair.same) << pair.one << ' ' << pair.other;
    EXPECT_EQ(same_word(pair.other, pair.one, lexicon), pair.same) << pair.other << ' ' << pair.one;
  }
}

}  // namespace
}  // namespace stet::classify
