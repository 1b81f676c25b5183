// Where somebody is in the lesson: the step, the numbers, the view.

export function placeOf({ name, seed, projector }) {
  return { step: name, seed, view: projector ? "projector" : "" };
}

export function samePlace(one, other) {
  return one.step === other.step && one.seed === other.seed && one.view === other.view;
}

// As the link will say it: what is as in the beginning stays out.
export function linkOf({ step, seed, view }, { stops, seeds }) {
  return { step: step === stops[0].name ? null : step, seed: seed === seeds[0] ? null : seed, view };
}
