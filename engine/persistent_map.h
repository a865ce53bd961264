#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace norma {

/// FNV-1a, then mixed so that every bit depends on every byte.
struct KeyHash {
  std::uint64_t operator()(std::string_view key) const {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    hash = (hash ^ (hash >> 33U)) * 0xFF51AFD7ED558CCDU;
    return hash ^ (hash >> 29U);
  }
};

/// A map from strings whose copies share what they have in common: copying it costs nothing, and changing a copy
/// makes anew only the few nodes on the way to the key (a hash array mapped trie, Bagwell 2001).
///
/// Values found stay where they are for as long as any copy holds them. There is no removal. Two threads may use
/// different copies at once, and read one.
template <class Value, class Hash = KeyHash>
class PersistentMap {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }

  /// The value of the key, or null.
  [[nodiscard]] const Value* find(std::string_view key) const {
    const std::uint64_t hash = Hash{}(key);
    const Node* node = root_.get();
    for (unsigned shift = 0; node != nullptr; shift += kBits) {
      if (shift >= kHashBits) return find_among(*node, key);
      const std::uint32_t bit = bit_of(hash, shift);
      if ((node->present & bit) == 0) return nullptr;
      const Slot& slot = node->slots[place_of(*node, bit)];
      if (slot.entry != nullptr) return slot.entry->key == key ? &slot.entry->value : nullptr;
      node = slot.child.get();
    }
    return nullptr;
  }

  /// Gives the key a value, in place of the one it had.
  void set(std::string_view key, Value value) {
    const std::uint64_t hash = Hash{}(key);
    auto entry = std::make_shared<const Entry>(Entry{std::string(key), hash, std::move(value)});
    root_ = with(root_.get(), std::move(entry), 0);
  }

  /// Visits every key and value. The order depends on the keys alone, and on them in no way that means anything.
  template <class Visit>
  void each(const Visit& visit) const {
    if (root_ != nullptr) each(*root_, visit);
  }

 private:
  static constexpr unsigned kBits = 5;
  static constexpr unsigned kHashBits = 64;

  struct Entry {
    std::string key;
    std::uint64_t hash = 0;
    Value value;
  };
  struct Node;
  /// Either a subtree or the only key on its way.
  struct Slot {
    std::shared_ptr<const Node> child;
    std::shared_ptr<const Entry> entry;
  };
  struct Node {
    std::uint32_t present = 0;  ///< Below the last bits of the hash: unused, the slots are a list.
    std::vector<Slot> slots;
  };

  static std::uint32_t bit_of(std::uint64_t hash, unsigned shift) { return 1U << ((hash >> shift) & 31U); }
  static std::size_t place_of(const Node& node, std::uint32_t bit) {
    return static_cast<std::size_t>(std::popcount(node.present & (bit - 1)));
  }
  static const Value* find_among(const Node& node, std::string_view key) {
    for (const Slot& slot : node.slots) {
      if (slot.entry->key == key) return &slot.entry->value;
    }
    return nullptr;
  }

  std::shared_ptr<const Node> with(const Node* old, std::shared_ptr<const Entry> entry, unsigned shift) {
    auto node = old == nullptr ? std::make_shared<Node>() : std::make_shared<Node>(*old);
    if (shift >= kHashBits) {
      add_to_list(*node, std::move(entry));
      return node;
    }
    const std::uint32_t bit = bit_of(entry->hash, shift);
    const std::size_t place = place_of(*node, bit);
    if ((node->present & bit) == 0) {
      node->present |= bit;
      node->slots.insert(node->slots.begin() + static_cast<std::ptrdiff_t>(place), Slot{nullptr, std::move(entry)});
      ++size_;
      return node;
    }
    Slot& slot = node->slots[place];
    if (slot.entry != nullptr && slot.entry->key == entry->key) {
      slot.entry = std::move(entry);
    } else if (slot.entry != nullptr) {
      const auto below = with(nullptr, std::exchange(slot.entry, nullptr), shift + kBits);
      slot.child = with(below.get(), std::move(entry), shift + kBits);
      --size_;  // The entry that moved down was counted again.
    } else {
      slot.child = with(slot.child.get(), std::move(entry), shift + kBits);
    }
    return node;
  }

  void add_to_list(Node& node, std::shared_ptr<const Entry> entry) {
    auto place = node.slots.begin();
    while (place != node.slots.end() && place->entry->key < entry->key) ++place;
    if (place != node.slots.end() && place->entry->key == entry->key) {
      place->entry = std::move(entry);
      return;
    }
    node.slots.insert(place, Slot{nullptr, std::move(entry)});
    ++size_;
  }

  template <class Visit>
  static void each(const Node& node, const Visit& visit) {
    for (const Slot& slot : node.slots) {
      if (slot.entry != nullptr) {
        visit(slot.entry->key, slot.entry->value);
      } else {
        each(*slot.child, visit);
      }
    }
  }

  std::shared_ptr<const Node> root_;
  std::size_t size_ = 0;
};

}  // namespace norma
