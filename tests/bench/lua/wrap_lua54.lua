-- SPDX-License-Identifier: MIT
-- What wraps at 64 bits, in Lua 5.4: its integers have 64 bits and wrap.
local wrap = {}

-- n random numbers of 31 bits.
function wrap.scattered(n)
    local a = {}
    local state = 12345
    for i = 1, n do
        state = state * 6364136223846793005 + 1442695040888963407
        a[i] = state >> 33
    end
    return a
end

-- 31 sum + value, element by element, as signed decimal digits.
function wrap.checksum(a)
    local sum = 0
    for i = 1, #a do sum = sum * 31 + a[i] end
    return string.format("%d", sum)
end

return wrap
