/** Symptoms as the official case form and the daily watching of contacts name them. */
export const symptoms = ['fever', 'cough', 'sore-throat', 'runny-nose', 'short-breath', 'chest-pain', 'loss-of-taste', 'tired', 'no-appetite', 'rash', 'blisters', 'headache', 'muscle-pain', 'bleeding', 'vomiting', 'diarrhoea'] as const
/** A fever when measured under the arm, in °C (the threshold at posts and places of quarantine in 2021, confidence medium). */
export const FEVER = 37.5
