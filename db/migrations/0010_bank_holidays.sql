-- Bank holidays of the four nations, 2019 to 2028, so that clear days are counted rightly from the
-- first start. Up to 2027 as the government has published them (https://www.gov.uk/bank-holidays), with
-- the days that were moved or added: 8 May 2020, 2 and 3 June 2022, 19 September 2022, 8 May 2023 and,
-- in Scotland, 15 June 2026. Those of 2028 follow from the Banking and Financial Dealings Act 1971 and
-- the days that proclamations have always added to it; `thread import bank-holidays` puts the published
-- list in their place.

-- A list that has been published takes the place of what was expected, days and all.
GRANT DELETE ON places.bank_holiday TO common_thread_app;

INSERT INTO places.bank_holiday (nation, day, name, source)
SELECT nation, day::date, jsonb_build_object('en', held.en, 'cy', held.cy),
  CASE WHEN day < '2028' THEN 'https://www.gov.uk/bank-holidays' ELSE 'Banking and Financial Dealings Act 1971, schedule 1' END
FROM (VALUES
  ('{england,wales,northern-ireland}'::text[], 'New Year’s Day', 'Dydd Calan',
    '{2019-01-01,2020-01-01,2021-01-01,2022-01-03,2023-01-02,2024-01-01,2025-01-01,2026-01-01,2027-01-01,2028-01-03}'::text[]),
  ('{scotland}', 'New Year’s Day', 'Dydd Calan',
    '{2019-01-01,2020-01-01,2021-01-01,2022-01-03,2023-01-02,2024-01-01,2025-01-01,2026-01-01,2027-01-01,2028-01-03}'),
  ('{scotland}', '2nd January', '2 Ionawr',
    '{2019-01-02,2020-01-02,2021-01-04,2022-01-04,2023-01-03,2024-01-02,2025-01-02,2026-01-02,2027-01-04,2028-01-04}'),
  ('{northern-ireland}', 'St Patrick’s Day', 'Gŵyl San Padrig',
    '{2019-03-18,2020-03-17,2021-03-17,2022-03-17,2023-03-17,2024-03-18,2025-03-17,2026-03-17,2027-03-17,2028-03-17}'),
  ('{england,wales,scotland,northern-ireland}', 'Good Friday', 'Dydd Gwener y Groglith',
    '{2019-04-19,2020-04-10,2021-04-02,2022-04-15,2023-04-07,2024-03-29,2025-04-18,2026-04-03,2027-03-26,2028-04-14}'),
  ('{england,wales,northern-ireland}', 'Easter Monday', 'Llun y Pasg',
    '{2019-04-22,2020-04-13,2021-04-05,2022-04-18,2023-04-10,2024-04-01,2025-04-21,2026-04-06,2027-03-29,2028-04-17}'),
  ('{england,wales,scotland,northern-ireland}', 'Early May bank holiday', 'Gŵyl Banc Calan Mai',
    '{2019-05-06,2021-05-03,2022-05-02,2023-05-01,2024-05-06,2025-05-05,2026-05-04,2027-05-03,2028-05-01}'),
  ('{england,wales,scotland,northern-ireland}', 'Early May bank holiday (VE day)', 'Gŵyl Banc Calan Mai (Diwrnod VE)', '{2020-05-08}'),
  ('{england,wales,scotland,northern-ireland}', 'Bank holiday for the coronation of King Charles III', 'Gŵyl Banc coroni’r Brenin Charles III', '{2023-05-08}'),
  ('{england,wales,scotland,northern-ireland}', 'Spring bank holiday', 'Gŵyl Banc y Gwanwyn',
    '{2019-05-27,2020-05-25,2021-05-31,2022-06-02,2023-05-29,2024-05-27,2025-05-26,2026-05-25,2027-05-31,2028-05-29}'),
  ('{england,wales,scotland,northern-ireland}', 'Platinum Jubilee bank holiday', 'Gŵyl Banc y Jiwbilî Blatinwm', '{2022-06-03}'),
  ('{scotland}', 'World Cup bank holiday', 'Gŵyl Banc Cwpan y Byd', '{2026-06-15}'),
  ('{northern-ireland}', 'Battle of the Boyne (Orangemen’s Day)', 'Brwydr y Boyne (Diwrnod yr Urdd Oren)',
    '{2019-07-12,2020-07-13,2021-07-12,2022-07-12,2023-07-12,2024-07-12,2025-07-14,2026-07-13,2027-07-12,2028-07-12}'),
  ('{scotland}', 'Summer bank holiday', 'Gŵyl Banc yr Haf',
    '{2019-08-05,2020-08-03,2021-08-02,2022-08-01,2023-08-07,2024-08-05,2025-08-04,2026-08-03,2027-08-02,2028-08-07}'),
  ('{england,wales,northern-ireland}', 'Summer bank holiday', 'Gŵyl Banc yr Haf',
    '{2019-08-26,2020-08-31,2021-08-30,2022-08-29,2023-08-28,2024-08-26,2025-08-25,2026-08-31,2027-08-30,2028-08-28}'),
  ('{england,wales,scotland,northern-ireland}', 'Bank Holiday for the State Funeral of Queen Elizabeth II', 'Gŵyl Banc Angladd Gwladol y Frenhines Elizabeth II', '{2022-09-19}'),
  ('{scotland}', 'St Andrew’s Day', 'Gŵyl San Andreas',
    '{2019-12-02,2020-11-30,2021-11-30,2022-11-30,2023-11-30,2024-12-02,2025-12-01,2026-11-30,2027-11-30,2028-11-30}'),
  ('{england,wales,scotland,northern-ireland}', 'Christmas Day', 'Dydd Nadolig',
    '{2019-12-25,2020-12-25,2021-12-27,2022-12-27,2023-12-25,2024-12-25,2025-12-25,2026-12-25,2027-12-27,2028-12-25}'),
  ('{england,wales,scotland,northern-ireland}', 'Boxing Day', 'Gŵyl San Steffan',
    '{2019-12-26,2020-12-28,2021-12-28,2022-12-26,2023-12-26,2024-12-26,2025-12-26,2026-12-28,2027-12-28,2028-12-26}')
) AS held (nations, en, cy, days)
CROSS JOIN unnest(held.nations) AS nation CROSS JOIN unnest(held.days) AS day;
