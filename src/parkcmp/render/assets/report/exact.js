// Decimals without loss, as the program has them: a whole number and how many of its digits stand behind the point.

const exact = (() => {
  const power = (places) => 10n ** BigInt(places);

  function parse(text) {
    const [whole, part = ""] = text.split(".");
    return { n: BigInt(whole + part), places: part.length };
  }

  function aligned(a, b) {
    const places = Math.max(a.places, b.places);
    return [a.n * power(places - a.places), b.n * power(places - b.places), places];
  }

  function compare(a, b) {
    const [x, y] = aligned(a, b);
    return x < y ? -1 : x > y ? 1 : 0;
  }

  function minus(a, b) {
    const [x, y, places] = aligned(a, b);
    return { n: x - y, places };
  }

  function divided(n, d, up) {
    const whole = n / d;
    return up && n % d !== 0n ? whole + 1n : whole;
  }

  // Of numbers that are not negative. Rounded once and outward: to six places, to six digits where it is less than 0.1.
  function ratio(a, b, up) {
    const [x, y] = aligned(a, b);
    let places = 6;
    if (x !== 0n && x * 10n < y) {
      while (x * power(places) < y * 100000n) places += 1;
    }
    return { n: divided(x * power(places), y, up), places };
  }

  // The plain digits and no more: 12.1600 is 12.16.
  function text(a) {
    const negative = a.n < 0n;
    const digits = String(negative ? -a.n : a.n).padStart(a.places + 1, "0");
    const cut = digits.length - a.places;
    const part = digits.slice(cut).replace(/0+$/, "");
    return (negative ? "-" : "") + digits.slice(0, cut) + (part ? `.${part}` : "");
  }

  return { parse, compare, minus, ratio, text, zero: { n: 0n, places: 0 } };
})();

// What a number can stand for: exact ends, null without limit, open or not.
const interval = {
  of: ([low, high, lowOpen, highOpen]) => ({
    low: low === null ? null : exact.parse(low),
    high: high === null ? null : exact.parse(high),
    lowOpen: Boolean(lowOpen),
    highOpen: Boolean(highOpen),
  }),

  text(i) {
    if (i.low && i.high && exact.compare(i.low, i.high) === 0) return exact.text(i.low);
    const low = i.low ? (i.lowOpen ? "(" : "[") + exact.text(i.low) : "(-∞";
    const high = i.high ? exact.text(i.high) + (i.highOpen ? ")" : "]") : "∞)";
    return `${low}, ${high}`;
  },

  // Whether every value of the one is greater than every value of the other.
  isAbove(one, other) {
    if (!one.low || !other.high) return false;
    const order = exact.compare(one.low, other.high);
    return order > 0 || (order === 0 && (one.lowOpen || other.highOpen));
  },

  isSame(one, other) {
    const end = (a, b) => (a === null || b === null ? a === b : exact.compare(a, b) === 0);
    const open = one.lowOpen === other.lowOpen && one.highOpen === other.highOpen;
    return end(one.low, other.low) && end(one.high, other.high) && open;
  },

  difference: (one, other) => ({
    low: one.low && other.high ? exact.minus(one.low, other.high) : null,
    high: one.high && other.low ? exact.minus(one.high, other.low) : null,
    lowOpen: one.lowOpen || other.highOpen,
    highOpen: one.highOpen || other.lowOpen,
  }),

  // Null where one may be negative or the divisor zero.
  ratio(one, other) {
    if (!one.low || one.low.n < 0n || !other.low || other.low.n < 0n) return null;
    const zero = other.low.n === 0n;
    if (zero && (!other.lowOpen || (other.high && other.high.n === 0n))) return null;
    if (one.high && one.high.n === 0n) return { low: exact.zero, high: exact.zero, lowOpen: false, highOpen: false };
    return {
      low: other.high ? exact.ratio(one.low, other.high, false) : exact.zero,
      high: !one.high || zero ? null : exact.ratio(one.high, other.low, true),
      // 0 divided by anything is 0, whether or not the divisor reaches its own end.
      lowOpen: one.lowOpen || (one.low.n > 0n && (other.highOpen || !other.high)),
      highOpen: one.highOpen || other.lowOpen,
    };
  },
};
