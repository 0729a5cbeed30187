// SPDX-License-Identifier: MIT
#include "vm/grade/zip_writer.hpp"

#include <minizip/zip.h>

#include <algorithm>
#include <cstring>
#include <set>
#include <stdexcept>
#include <string_view>

namespace freehold::grade {
namespace {

/// A file in memory, for minizip.
class MemoryFile {
public:
    zlib_filefunc64_def functions() {
        zlib_filefunc64_def functions{};
        functions.zopen64_file = [](voidpf self, const void*, int) { return self; };
        functions.zread_file = read;
        functions.zwrite_file = write;
        functions.ztell64_file = [](voidpf, voidpf stream) { return ZPOS64_T{of(stream).m_at}; };
        functions.zseek64_file = seek;
        functions.zclose_file = [](voidpf, voidpf) { return 0; };
        functions.zerror_file = [](voidpf, voidpf) { return 0; };
        functions.opaque = this;
        return functions;
    }
    std::string take() { return std::move(m_bytes); }

private:
    static MemoryFile& of(voidpf stream) { return *static_cast<MemoryFile*>(stream); }

    static uLong read(voidpf, voidpf stream, void* buffer, uLong size) {
        MemoryFile& file = of(stream);
        const std::size_t left = file.m_bytes.size() - std::min(file.m_at, file.m_bytes.size());
        const std::size_t count = std::min<std::size_t>(size, left);
        std::memcpy(buffer, file.m_bytes.data() + file.m_at, count);
        file.m_at += count;
        return count;
    }

    static uLong write(voidpf, voidpf stream, const void* buffer, uLong size) {
        MemoryFile& file = of(stream);
        file.m_bytes.resize(std::max(file.m_bytes.size(), file.m_at + size));
        std::memcpy(file.m_bytes.data() + file.m_at, buffer, size);
        file.m_at += size;
        return size;
    }

    static long seek(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
        MemoryFile& file = of(stream);
        if (origin == ZLIB_FILEFUNC_SEEK_CUR) offset += file.m_at;
        if (origin == ZLIB_FILEFUNC_SEEK_END) offset += file.m_bytes.size();
        file.m_at = offset;
        return 0;
    }

    std::string m_bytes;
    std::size_t m_at = 0;
};

/// Nothing of an archive may land outside the folder it is unpacked in.
bool is_inside(std::string_view name) {
    if (name.empty() || name.size() > 0xffff || name.find('\0') != name.npos) return false;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('/', begin), name.size());
        const std::string_view part = name.substr(begin, end - begin);
        if (part.empty() || part == "." || part == "..") return false;
        begin = end + 1;
    }
    return true;
}

void expect_fine(int result) {
    if (result != ZIP_OK) throw std::runtime_error("minizip cannot write the archive");
}

void add_entry(zipFile archive, const ZipEntry& entry) {
    constexpr uLong first_day = 1u << 21 | 1u << 16;  // 1 January 1980 in the format of DOS
    constexpr uLong regular_file = 0100000;
    constexpr uLong by_unix = 3u << 8 | 20;  // so that permissions are believed; version 2.0
    constexpr uLong name_is_utf8 = 1u << 11;
    zip_fileinfo info{};
    info.dosDate = first_day;
    info.external_fa = (regular_file | entry.mode) << 16;
    expect_fine(zipOpenNewFileInZip4_64(archive, entry.name.c_str(), &info, nullptr, 0, nullptr, 0,
                                        nullptr, Z_DEFLATED, Z_DEFAULT_COMPRESSION, 0, -MAX_WBITS,
                                        DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, nullptr, 0, by_unix,
                                        name_is_utf8, 0));
    const std::string_view bytes = entry.bytes;
    constexpr std::size_t most = 1u << 30;  // of what minizip takes at once
    for (std::size_t at = 0; at < bytes.size(); at += most) {
        const std::size_t size = std::min(most, bytes.size() - at);
        expect_fine(zipWriteInFileInZip(archive, bytes.data() + at, static_cast<unsigned>(size)));
    }
    expect_fine(zipCloseFileInZip(archive));
}

}  // namespace

std::string zip_of(const std::vector<ZipEntry>& entries) {
    std::set<std::string_view> names;
    for (const ZipEntry& entry : entries) {
        if (!is_inside(entry.name) || !names.insert(entry.name).second) {
            throw std::runtime_error("no archive can hold a file named `" + entry.name + '`');
        }
    }
    MemoryFile file;
    zlib_filefunc64_def functions = file.functions();
    const zipFile archive = zipOpen2_64("", APPEND_STATUS_CREATE, nullptr, &functions);
    if (archive == nullptr) throw std::bad_alloc();
    for (const ZipEntry& entry : entries) add_entry(archive, entry);
    expect_fine(zipClose(archive, nullptr));
    return file.take();
}

}  // namespace freehold::grade
