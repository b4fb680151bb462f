// SPDX-License-Identifier: Apache-2.0
#include "stet/source.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

namespace stet {
namespace {

/// A folder of its own for each test, removed at its end.
class SourceFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "stet-source-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }

 private:
  std::filesystem::path folder_;
};

void expect_error(const std::string& path, ErrorCode code, const std::string& part) {
  const auto source = Source::open(path);
  ASSERT_FALSE(source.has_value());
  EXPECT_EQ(source.error().code, code);
  EXPECT_EQ(source.error().place, path);
  EXPECT_NE(source.error().message.find(part), std::string::npos) << source.error().message;
}

TEST_F(SourceFiles, AreReadOrMapped) {
  for (const std::size_t size : {0UL, 1UL, 65535UL, 65536UL, 300000UL}) {
    std::string bytes(size, 'x');
    if (size > 0) bytes.back() = '\0';
    const auto source = Source::open(write("a.txt", bytes));
    ASSERT_TRUE(source.has_value());
    EXPECT_EQ(source->bytes(), bytes);
    EXPECT_EQ(source->label(), path("a.txt"));
  }
}

TEST_F(SourceFiles, LiveAsLongAsACopy) {
  const std::string bytes(100000, 'y');
  Source copy;
  {
    const auto source = Source::open(write("a.txt", bytes));
    ASSERT_TRUE(source.has_value());
    copy = source->with_label("b");
  }
  std::filesystem::remove(path("a.txt"));
  EXPECT_EQ(copy.bytes(), bytes);
  EXPECT_EQ(copy.label(), "b");
}

TEST_F(SourceFiles, AreOfTheTypeOfTheirName) {
  EXPECT_EQ(Source::open(write("a.MD", "x"))->type(), TextType::Markdown);
  EXPECT_EQ(Source::open(write("a.txt", "x"))->type(), TextType::Plain);
  EXPECT_EQ(Source::open(write("a.txt", "x"), TextType::Markdown)->type(), TextType::Markdown);
  EXPECT_EQ(Source::of("x", "y").with_type(TextType::Markdown).type(), TextType::Markdown);
}

TEST_F(SourceFiles, MayBePipes) {
  const std::string bytes(200000, 'z');
  ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
  std::thread writer([&] { write("pipe", bytes); });
  const auto source = Source::open(path("pipe"));
  writer.join();
  ASSERT_TRUE(source.has_value());
  EXPECT_EQ(source->bytes(), bytes);
}

TEST_F(SourceFiles, GiveErrorsThatSayWhatToDo) {
  expect_error(path("nosuch.txt"), ErrorCode::NotFound, "no such file");
  expect_error(path(""), ErrorCode::NotADocument, "directory");
  expect_error(write("a.txt", "x") + "/b", ErrorCode::NotFound, "no such file");
  expect_error(path("a.txt") + std::string("\0b", 2), ErrorCode::NotFound, "no such file");
  expect_error(path(std::string(300, 'n')), ErrorCode::NotReadable, "too long");
  expect_error("", ErrorCode::NotFound, "no such file");
}

TEST_F(SourceFiles, MayBeForbidden) {
  const std::string name = write("a.txt", "x");
  ASSERT_EQ(chmod(name.c_str(), 0), 0);
  constexpr uid_t kNobody = 65534;
  const bool is_root = geteuid() == 0;  // root may read everything
  if (is_root) {
    ASSERT_EQ(chmod(path("").c_str(), 0755), 0);
    ASSERT_EQ(seteuid(kNobody), 0);
  }
  expect_error(name, ErrorCode::NotReadable, "permission denied");
  if (is_root) {
    ASSERT_EQ(seteuid(0), 0);
  }
}

TEST_F(SourceFiles, MayBeSockets) {
  const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  const std::string name = path("s");
  ASSERT_LT(name.size(), sizeof address.sun_path);
  name.copy(address.sun_path, name.size());
  ASSERT_EQ(bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  expect_error(name, ErrorCode::NotReadable, "socket");
  close(descriptor);
}

TEST(Source, KeepsTheOwnerOfSharedBytes) {
  auto owner = std::make_shared<std::string>("One. Two.");
  const std::weak_ptr<std::string> watched = owner;
  Source source = Source::of_shared(owner, std::string_view(*owner).substr(0, 4), "shared");
  owner.reset();
  Source copy = source;
  source = Source();
  EXPECT_EQ(copy.bytes(), "One.");
  EXPECT_FALSE(watched.expired());
  copy = Source();
  EXPECT_TRUE(watched.expired());
}

TEST(SourceType, IsTheEndingOfThePath) {
  for (const char* path : {"a.md", "a.MARKDOWN", "x/y.Md", ".md"}) EXPECT_EQ(type_of_path(path), TextType::Markdown);
  for (const char* path : {"", "a", "a.txt", "a.md.txt", "md", "a.mdx", "x.md/y"})
    EXPECT_EQ(type_of_path(path), TextType::Plain);
}

}  // namespace
}  // namespace stet
