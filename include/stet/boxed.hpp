// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace stet {

/// A value that is mostly not there, behind a pointer: 8 bytes until it is. Reads as an empty value where it is not; a
/// copy copies what is there.
template <class T>
class Boxed {
 public:
  Boxed() = default;
  Boxed(T value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT: it is one
  Boxed(const Boxed& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Boxed(Boxed&&) noexcept = default;
  Boxed& operator=(Boxed other) noexcept {
    value_ = std::move(other.value_);
    return *this;
  }
  ~Boxed() = default;

  [[nodiscard]] const T& operator*() const {
    static const T empty{};
    return value_ ? *value_ : empty;
  }
  [[nodiscard]] const T* operator->() const { return &**this; }
  /// The value to be changed; made where there is none.
  [[nodiscard]] T& make() {
    if (!value_) value_ = std::make_unique<T>();
    return *value_;
  }
  void reset() { value_.reset(); }
  friend bool operator==(const Boxed& one, const Boxed& other) { return *one == *other; }

 private:
  std::unique_ptr<T> value_;
};

/// A list that is mostly empty, in 8 bytes while it is.
template <class T>
class BoxedList {
 public:
  BoxedList() = default;
  BoxedList(std::vector<T> items) {  // NOLINT: it is one
    if (!items.empty()) items_ = std::move(items);
  }
  BoxedList(std::initializer_list<T> items) : BoxedList(std::vector<T>(items)) {}

  [[nodiscard]] const std::vector<T>& list() const { return *items_; }
  operator const std::vector<T>&() const { return *items_; }  // NOLINT: it is one
  [[nodiscard]] auto begin() const { return list().begin(); }
  [[nodiscard]] auto end() const { return list().end(); }
  [[nodiscard]] std::size_t size() const { return list().size(); }
  [[nodiscard]] bool empty() const { return list().empty(); }
  [[nodiscard]] const T& front() const { return list().front(); }
  [[nodiscard]] const T& back() const { return list().back(); }
  [[nodiscard]] const T& operator[](std::size_t position) const { return list()[position]; }
  [[nodiscard]] T& operator[](std::size_t position) { return items_.make()[position]; }
  void push_back(T item) { items_.make().push_back(std::move(item)); }
  friend bool operator==(const BoxedList&, const BoxedList&) = default;

 private:
  Boxed<std::vector<T>> items_;
};

}  // namespace stet
