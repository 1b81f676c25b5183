// Where somebody is in the lesson: the step, the numbers, the view, the steps that there are, the class.

export function placeOf({ name, seed, view, steps, class: code }) {
  return { step: name, seed, view, steps, class: code };
}

export function samePlace(one, other) {
  return Object.keys(one).every((name) => one[name] === other[name]);
}

// The same as the query of a link.
export function queryOf(place, data) {
  return new URLSearchParams(Object.entries(linkOf(place, data)).filter(([, value]) => value));
}

// As the link will say it: what is as in the beginning stays out.
export function linkOf(place, { defaults }) {
  return Object.fromEntries(Object.entries(place).map(([name, value]) => [name, value === defaults[name] ? null : value]));
}
