// SPDX-License-Identifier: Apache-2.0
#include "unicode/fold.hpp"

#include <gtest/gtest.h>

#include "unicode/utf8.hpp"

namespace stet::unicode {
namespace {

struct Same {
  const char* before;
  const char* after;
};

TEST(FoldTypography, FormsOfOneWordingAreEqual) {
  for (const Same& pair : {
           Same{"“Stop,” she said.", "\"Stop,\" she said."},
           {"it’s", "it's"},
           {"« Oui »", "«Oui»"},
           {"«\u00A0Oui\u00A0», dit-il", "\"Oui\", dit-il"},
           {"„Ja“, sagte er", "»Ja«, sagte er"},
           {"2017–2018", "2017-2018"},
           {"so -- and", "so — and"},
           {"so --- and", "so – and"},
           {"wait…", "wait..."},
           {"3,000", "3000"},
           {"3 000", "3,000"},
           {"1.234.567", "1234567"},
           {"12\u202F000", "12000"},
           {"caf\u0065\u0301", "caf\u00E9"},
           {"ﬁrst", "first"},
           {"ＡＢＣ１", "ABC1"},
           {"co\u00ADoperate", "cooperate"},
           {"a\u200Bb", "ab"},
           {"10\u00A0km", "10 km"},
           {"a  \n b ", "a b"},
           {"a\u200Db", "ab"},
       })
    EXPECT_EQ(fold_typography(pair.before), fold_typography(pair.after)) << pair.before;
}

TEST(FoldTypography, OtherWordingsStayApart) {
  for (const Same& pair : {
           Same{"m²", "m2"},
           {"½", "1/2"},
           {"1.5", "15"},
           {"27", "28"},
           {"12,5", "125"},
           {"2,0000", "20000"},
           {"A", "a"},
           {"re-sign", "resign"},
           {"a b", "ab"},
           {"می\u200Cخواهم", "میخواهم"},
           {"\U0001F468\u200D\U0001F469", "\U0001F468\U0001F469"},
           {"1, 000", "1000"},
       })
    EXPECT_NE(fold_typography(pair.before), fold_typography(pair.after)) << pair.before;
}

TEST(FoldTypography, LeavesHanAsItIs) {
  // Beside a letter with an accent it goes the long way.
  for (char32_t code = 0x4DF0; code < 0xA010; ++code) {
    std::string han;
    append(han, code);
    EXPECT_EQ(fold_typography(han), fold_typography("é" + han).substr(2)) << std::hex << static_cast<unsigned>(code);
    EXPECT_EQ(fold_case(han), fold_case("é" + han).substr(2)) << std::hex << static_cast<unsigned>(code);
  }
  EXPECT_EQ(fold_typography("中\u3000国"), "中 国");
  EXPECT_EQ(fold_typography("中\uFF0C国"), "中,国");
}

TEST(FoldTypography, IsIdempotent) {
  for (const char* text : {"“a” « b » 3,000.50 – …", "１２，０００", "--a--", "''x''", "« “a” »"}) {
    const std::string once = fold_typography(text);
    EXPECT_EQ(fold_typography(once), once) << text;
  }
}

// Letters of two bytes are folded and composed by themselves; with a sign beside them that needs more, as all is.
TEST(FoldCase, MakesOfLettersAloneWhatItMakesOfThemAmongOthers) {
  const std::string other = "漢ﬀ";
  for (char32_t code = 0x80; code < 0x800; ++code) {
    std::string letter = "a";
    append(letter, code);
    letter += 'B';
    const std::string folded = fold_case(letter + other);
    EXPECT_EQ(fold_case(letter), folded.substr(0, folded.size() - fold_case(other).size()))
        << static_cast<unsigned>(code);
    const std::string composed = compose(letter + other);
    EXPECT_EQ(compose(letter), composed.substr(0, composed.size() - compose(other).size()))
        << static_cast<unsigned>(code);
  }
}

TEST(FoldCase, FoldsFully) {
  EXPECT_EQ(fold_case("STRASSE"), fold_case("straße"));
  EXPECT_EQ(fold_case("ÉTAT"), "état");
}

TEST(FoldAccents, LeavesLetters) { EXPECT_EQ(fold_accents("Élève"), "eleve"); }

TEST(FoldTypography, AGuillemetClosesOneThatIsNear) {
  const std::string near(100, 'a');
  const std::string far(2100, 'a');
  EXPECT_EQ(fold_typography("«" + near + " » b"), "'" + near + "' b");
  EXPECT_EQ(fold_typography("«" + far + " » b"), "'" + far + " 'b");
  EXPECT_EQ(fold_typography("«" + far + "«" + near + " » b"), "'" + far + "'" + near + "' b");
}

}  // namespace
}  // namespace stet::unicode
