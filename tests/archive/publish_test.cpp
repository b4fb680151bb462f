// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "archive/repository_fixture.hpp"

namespace stet::test {
namespace {

class Publish : public RepositoryTest {};

TEST_F(Publish, RecordsAVersionAsOneCommitWithItsTrailers) {
  Archive archive = make_archive();
  Publication publication = of("un/cted-interpol", 1'519'833'487);
  publication.source = "https://example.org/1";
  publication.note = "First.\n\nWith a table.";
  const Published published = value_of(archive.publish("Text.\n", publication));
  EXPECT_TRUE(published.recorded);
  EXPECT_FALSE(published.found_late);
  EXPECT_EQ(published.version.number, 1U);
  EXPECT_EQ(published.version.path, "un/cted-interpol.txt");
  EXPECT_EQ(git("rev-parse HEAD"), published.version.commit);
  EXPECT_EQ(git("log -1 --format=%B"),
            "un/cted-interpol: version 1: First.\n\nFirst.\n\nWith a table.\n\n"
            "Stet-Release: un/cted-interpol\nStet-Version: 1\nStet-Published: 2018-02-28T15:58:07Z\n"
            "Stet-Source: https://example.org/1\n"
            "Stet-Sha256: 61ebb162c522567baabedfb142fe7341db83d2ad272f2886c92c1aef047b4551");
  EXPECT_EQ(git("log -1 --format='%an %ae %at %cn %ct'"),
            "Press Office press@example.org 1519833487 Press Office 1600000000");
  EXPECT_EQ(git("log -1 --format='%(trailers:key=Stet-Version,valueonly)'"), "1");
  EXPECT_EQ(git("ls-tree -r --name-only HEAD"), "stet.toml\nun/cted-interpol.txt");
  EXPECT_EQ(read("a/un/cted-interpol.txt"), "Text.\n");
  expect_sound();
}

}  // namespace
}  // namespace stet::test
