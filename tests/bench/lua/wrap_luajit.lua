-- SPDX-License-Identifier: MIT
-- What wraps at 64 bits, in LuaJIT: its numbers are exact to 53 bits only, and its 64-bit integers
-- are objects, each result a new one. So numbers are cut into pieces whose products fit.
local ffi = require("ffi")
local wrap = {}

-- A state is high (20 bits), middle (22) and low (22); so are the two constants of the generator.
local cut = 2 ^ 22
local top = 2 ^ 20
local a2, a1, a0 = 361759, 1094962, 1408813
local c2, c1, c0 = 82007, 3013597, 2589007

-- n random numbers of 31 bits: bits 33 to 63 of each state.
function wrap.scattered(n)
    local a = {}
    local s2, s1, s0 = 0, 0, 12345
    for i = 1, n do
        local r0 = s0 * a0 + c0
        local low = r0 % cut
        local r1 = s1 * a0 + s0 * a1 + c1 + (r0 - low) / cut
        local middle = r1 % cut
        s2 = (s2 * a0 + s1 * a1 + s0 * a2 + c2 + (r1 - middle) / cut) % top
        s1 = middle
        s0 = low
        a[i] = s2 * 2048 + (s1 - s1 % 2048) / 2048
    end
    return a
end

-- 31 sum + value, element by element, as signed decimal digits; the values are not negative.
function wrap.checksum(a)
    local half = 2 ^ 32
    local high, low = 0, 0
    for i = 1, #a do
        local next = low * 31 + a[i]
        low = next % half
        high = (high * 31 + (next - low) / half) % half
    end
    local sum = ffi.new("uint64_t", high) * half + ffi.new("uint64_t", low)
    return (tostring(ffi.cast("int64_t", sum)):gsub("LL$", ""))
end

return wrap
