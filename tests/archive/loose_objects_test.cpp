// SPDX-License-Identifier: Apache-2.0
//
// Loose objects that are damaged: whoever reads them says so, and goes on.
#include <gtest/gtest.h>
#include <zlib.h>

#include "archive/repository_fixture.hpp"
#include "fmt/format.h"
#include "stet/verify.hpp"

namespace stet::test {
namespace {

std::string deflated(const std::string& bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  out.resize(size);
  return out;
}

class LooseObjects : public RepositoryTest {
 protected:
  void SetUp() override {
    RepositoryTest::SetUp();
    Archive archive = make_archive();
    (void)value_of(archive.publish(text_, of("x", kNow - kDay)));
  }
  [[nodiscard]] std::string file_of(const std::string& object) const {
    const std::string id = git("rev-parse " + object);
    const std::string file = "a/.git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
    must("chmod u+w " + file);
    return file;
  }
  /// Whether reading the version, or the archive, is an error; and verify finds what is wrong.
  void expect_noticed(const std::string& what) const {
    const auto archive = Archive::open(path("a"));
    const bool read = archive && archive->release("x") && archive->read(archive->release("x")->versions.back());
    EXPECT_FALSE(read) << what;
    VerifyRequest request;
    request.now = kNow + 100 * 365 * kDay;
    if (!archive) return;
    const auto verified = verify(*archive, request);
    EXPECT_TRUE(!verified || !verified->problems.empty()) << what;
  }

  std::string text_ = "The fee is nine euros for everybody who lives in the outer isles of the port.\n";
};

TEST_F(LooseObjects, MayHoldMoreOrLessThanTheySay) {
  const std::string file = file_of("HEAD:x.txt");
  const std::string whole = read(file);
  for (const std::size_t size : {0U, 3U, 60U, 77U, 79U, 200U, 1'000'000'000U}) {
    write(file, deflated(fmt::format("blob {}", size) + '\0' + text_));
    expect_noticed(fmt::format("blob {}", size));
  }
  for (const std::string header :
       {"blob", "blob x", "blob -1", "blot 78", "commit 78 ", "", "blob 99999999999999999999"}) {
    write(file, deflated(header + '\0' + text_));
    expect_noticed(header);
  }
  write(file, whole);
  EXPECT_EQ(value_of(Archive::open(path("a")))
                .read(value_of(value_of(Archive::open(path("a"))).release("x")).versions[0])
                ->bytes(),
            text_);
}

TEST_F(LooseObjects, MayBeCutShortOrNoObjectAtAll) {
  for (const char* const object : {"HEAD:x.txt", "HEAD^{tree}", "HEAD"}) {
    const std::string file = file_of(object);
    const std::string whole = read(file);
    for (std::size_t size = 0; size < whole.size(); size += 1 + size / 8) {
      write(file, whole.substr(0, size));
      expect_noticed(fmt::format("{} cut at {}", object, size));
    }
    for (std::size_t at = 0; at < whole.size(); at += 1 + at / 8) {
      std::string other = whole;
      other[at] = static_cast<char>(other[at] ^ 0x55);
      write(file, other);
      const auto archive = Archive::open(path("a"));
      VerifyRequest request;
      request.now = kNow + 100 * 365 * kDay;
      if (archive) (void)verify(*archive, request);  // comes to an end
    }
    write(file, whole);
  }
}

TEST_F(LooseObjects, AreFoundByTheirFirstDigits) {
  const std::string id = git("rev-parse HEAD");
  const auto archive = value_of(Archive::open(path("a")));
  EXPECT_EQ(value_of(Archive::select(value_of(archive.release("x")), id.substr(0, 8))).commit, id);
  RangeRequest request;
  request.range = id.substr(0, 7) + "~1.." + id.substr(0, 10);
  EXPECT_EQ(value_of(changed_documents(archive, request)).paths.size(), 1U);
  write(file_of("HEAD"), "no object");
  EXPECT_FALSE(changed_documents(value_of(Archive::open(path("a"))), request));
}

}  // namespace
}  // namespace stet::test
